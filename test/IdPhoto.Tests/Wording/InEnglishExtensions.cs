using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Tests.Wording;

/// <summary>What an English reader of the library reads.</summary>
internal static class InEnglishExtensions
{
    private static readonly Sentences English = Sentences.In(Languages.English);

    public static string InEnglish(this PhotoException refusal) => English.Say(refusal);

    public static string InEnglish(this Message message) => English.Say(message);

    public static string InEnglish(this Argument argument) => English.Say(argument);
}
