"""Loads the demo story into an empty database and says who the demo people are."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.demo import PASSWORD, PEOPLE
from accounts.models import User
from guidelines.demo import story


class Command(BaseCommand):
    help = "Builds the demo story by the real actions, where the database has no people yet."

    def handle(self, *args: Any, **options: Any) -> None:
        if not User.objects.exists():
            self.stdout.write("Writing the demo story …")
            story.build()
        if not User.objects.filter(email=PEOPLE[0].email).exists():
            self.stdout.write("The database holds people of its own: the demo story is left out.")
            return
        self.stdout.write(f"Demo people, each with the password “{PASSWORD}”:")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:24} {person.name}, {person.role}")
