using IdPhoto.Cli.Commands;
using IdPhoto.Cli.Files;
using IdPhoto.Messages;
using IdPhoto.Printing;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Tables;

/// <summary>What is on a print sheet, for people.</summary>
internal static class SheetTable
{
    /// <param name="file">The sheet.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="options">The paper.</param>
    /// <param name="toError">Whether standard output carries the sheet.</param>
    public static void Print(SheetFile file, SheetRequest request, SheetOptions options, bool toError)
    {
        TextWriter to = toError ? Console.Error : Console.Out;
        Sheet table = new("tables.photo", "tables.size", "tables.copies", "tables.turned");
        for (int i = 0; i < request.Inputs.Count; i++)
            table.Add(Name(request.Inputs[i]), file.Sizes[i].InWords, file.Layout.Copies(i), file.Layout.Photos.Count(photo => photo.Item == i && photo.Turned));
        table.Write(to, toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected);
        to.WriteLine(Speech.Say(Paper(options.Paper, file.Layout)));
        to.WriteLine(Speech.Say(Facts(file)));
        to.WriteLine(Speech.Of(file.Layout.Note is null ? "tables.no-scale-bar" : "tables.scale-bar"));
    }

    private static string Name(string input) => input == InputFile.Stream ? input : Path.GetFileName(input);

    private static Message Paper(PaperSize paper, SheetLayout layout)
    {
        // A name such as '100x150mm' is the size itself.
        Argument size = paper.Name.EndsWith("mm", StringComparison.Ordinal)
            ? paper.Size.InWords
            : Message.Of("tables.paper-named", ("name", paper.Name), ("size", paper.Size.InWords));
        Argument gap = Argument.RoundedQuantity(layout.GapMm, Units.Millimetres, 2);
        return layout.Paper.Width > layout.Paper.Height
            ? Message.Of("tables.paper-landscape", ("paper", size), ("gap", gap))
            : Message.Of("tables.paper-portrait", ("paper", size), ("gap", gap));
    }

    private static Message Facts(SheetFile file) => file.Pixels is { } pixels
        ? Message.Of("tables.sheet-file-pixels", ("bytes", file.Bytes.Length), ("size", Argument.Size(pixels.Width, pixels.Height, 0)))
        : Message.Of("tables.sheet-file", ("bytes", file.Bytes.Length));
}
