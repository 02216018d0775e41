// Before the provider's script comes: not chosen by what is known about the person.
window.adsbygoogle = window.adsbygoogle || [];
adsbygoogle.requestNonPersonalizedAds = 1;
adsbygoogle.push({});
const script = document.createElement('script');
script.async = true;
script.src = 'ADDRESS';
document.head.append(script);
