using IdPhoto.Words;

namespace IdPhoto.Server.Refusing;

/// <summary>The sentences of the API.</summary>
internal static class Spoken
{
    public static Sentences English { get; } = Sentences.In(Languages.English, Place.Api);
}
