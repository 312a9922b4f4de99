// Before the first paint of a page whose <html> is not ours (Django's admin): the appearance the person chose.
const chosen = document.cookie.match(/(?:^|; )scheme=(dark|light)/);
if (chosen) document.documentElement.dataset.scheme = chosen[1];
