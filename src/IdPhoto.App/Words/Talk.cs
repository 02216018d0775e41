using IdPhoto.Words;

namespace IdPhoto.App.Words;

/// <summary>The language that the app speaks. Changing it changes every sentence on the screen at once.</summary>
public sealed class Talk
{
    /// <summary>Told when the language has changed.</summary>
    public event Action? Changed;

    /// <summary>The sentences.</summary>
    public Sentences Words { get; private set; } = Sentences.In(Languages.English, Place.App);

    /// <summary>Speaks another language from now on.</summary>
    public void Speak(Language language)
    {
        Words = Sentences.In(language, Place.App);
        Changed?.Invoke();
    }
}
