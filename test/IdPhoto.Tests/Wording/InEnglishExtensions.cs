using IdPhoto.Words;

namespace IdPhoto.Tests.Wording;

/// <summary>A refusal as an English reader of the library sees it.</summary>
internal static class InEnglishExtensions
{
    private static readonly Sentences English = Sentences.In(Languages.English);

    public static string InEnglish(this PhotoException refusal) => English.Say(refusal);
}
