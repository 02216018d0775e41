using IdPhoto.Cli.Admin;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Letters;

namespace IdPhoto.Cli.Tables;

/// <summary>Letters to the operator.</summary>
internal static class LetterTable
{
    /// <summary>The list, without what is in them.</summary>
    public static void Print(IReadOnlyList<LetterEntry> letters)
    {
        if (letters.Count == 0)
        {
            Console.Out.WriteLine(Speech.Of("admin.letters-none"));
            return;
        }
        Sheet sheet = new("admin.column-reference", "admin.column-kind", "admin.column-received", "admin.column-kept", "admin.column-closed");
        foreach (LetterEntry letter in letters)
            sheet.Add(letter.Reference, Kind(letter.Kind), Moments.At(letter.ReceivedAt), Moments.At(letter.KeptUntil), letter.ClosedAt is { } closed ? Moments.At(closed) : "");
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }

    /// <summary>One of them in clear.</summary>
    public static void Print(LetterShown shown)
    {
        Console.Out.WriteLine(Speech.Say(Message.Of(
            "admin.letter-head", ("kind", Kind(shown.Letter.Kind)), ("time", Moments.At(shown.Entry.ReceivedAt)), ("language", shown.Letter.Language))));
        Console.Out.WriteLine(Speech.Say(shown.Letter.AnswerTo is { } address
            ? Message.Of("admin.letter-answer-to", ("address", address))
            : Message.Of("admin.letter-anonymous")));
        Console.Out.WriteLine();
        Console.Out.WriteLine(Plain(shown.Letter.Text));
    }

    private static Message Kind(string kind) => kind switch
    {
        LetterKinds.Child => Message.Of("admin.kind-child"),
        LetterKinds.Erase => Message.Of("admin.kind-erase"),
        _ => Message.Of("admin.kind-question"),
    };

    // Anybody may write a letter: what would steer the terminal is not shown.
    private static string Plain(string text) => string.Concat(text.Where(letter => letter == '\n' || !char.IsControl(letter)));
}
