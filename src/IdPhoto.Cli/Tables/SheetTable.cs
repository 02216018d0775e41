using System.Globalization;
using IdPhoto.Cli.Commands;
using IdPhoto.Cli.Files;
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
        Sheet table = new("Photo", "Size", "Copies", "Turned");
        for (int i = 0; i < request.Inputs.Count; i++)
            table.Add(Name(request.Inputs[i]), $"{file.Sizes[i]}", $"{file.Layout.Copies(i)}", $"{file.Layout.Photos.Count(photo => photo.Item == i && photo.Turned)}");
        table.Write(to, toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected);
        MmSize paper = file.Layout.Paper;
        to.WriteLine(Text($"Paper: {options.Paper}, {(paper.Width > paper.Height ? "landscape" : "portrait")}, gaps of {file.Layout.GapMm:0.##} mm"));
        to.WriteLine(Text($"File: {file.Bytes.Length:N0} bytes{(file.Pixels is { } pixels ? Text($", {pixels.Width} x {pixels.Height} px") : "")}"));
        to.WriteLine(file.Layout.Note is null
            ? "Warning: There is no room for the scale bar. Print at 100 %, not fitted to the page, and measure a photo before you cut."
            : "Print at 100 %, not fitted to the page: the bar on the sheet is then 50 mm long.");
    }

    private static string Name(string input) => input == InputFile.Stream ? input : Path.GetFileName(input);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
