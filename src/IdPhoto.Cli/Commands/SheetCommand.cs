using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Printing;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto sheet</c>: finished photos on one sheet, to print and cut.</summary>
internal static class SheetCommand
{
    public static Command Create()
    {
        Argument<string[]> input = new("in")
        {
            Description = "Finished photos: JPEG, PNG, WebP, AVIF, HEIC or TIFF files; '-' reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> paper = new("--paper") { Description = "4x6in, 10x15cm, 5x7in, a4, a5, a6, letter, l (89 x 127 mm) or any size such as 100x150mm.", Required = true };
        Option<string> output = new("--out") { Description = "The .pdf, .jpg or .png to write; '-' writes a PDF to standard output.", Required = true };
        Option<string> copies = new("--copies") { Description = "Copies of each photo, or a number for each, such as 4,2. Default: as many as fit." };
        Option<string> size = new("--size") { Description = "Size on paper, such as 35x45mm, or one for each photo. Default: what the file says." };
        Option<string> spec = new("--spec") { Description = "The document, or one for each photo, whose size counts where the file says nothing." };
        Option<double?> gap = Millimetres("--gap", "Room between photos, in mm. Default: 2, or 1 where more fit.");
        Option<double?> margin = Millimetres("--margin", "Border without photos, in mm. Default: 3; for a4 and letter 5.");
        Option<string> cut = new("--cut") { Description = "'lines' around each photo, 'corners' alone, or 'none'.", DefaultValueFactory = _ => "lines" };
        cut.AcceptOnlyFromAmong("lines", "corners", "none");
        Option<int?> dpi = SharedOptions.Number("--dpi", "Dots per inch of a .jpg or .png. Default: 300.", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
        Command command = new("sheet", "Puts finished photos on a sheet to print and cut.") { input, paper, output, copies, size, spec, gap, margin, cut, dpi };
        command.SetAction((line, cancel) => RunAsync(
            new SheetRequest
            {
                Inputs = line.GetRequiredValue(input),
                Output = line.GetRequiredValue(output),
                Paper = line.GetRequiredValue(paper),
                Copies = line.GetValue(copies),
                Sizes = line.GetValue(size),
                Specs = line.GetValue(spec),
                Gap = line.GetValue(gap),
                Margin = line.GetValue(margin),
                Cut = Enum.Parse<CutMarkStyle>(line.GetRequiredValue(cut), ignoreCase: true),
                Dpi = line.GetValue(dpi),
            },
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(SheetRequest request, CancellationToken cancel)
    {
        SheetFormat format = request.Format();
        SheetOptions options = request.Options();
        OutputFile output = new(request.Output);
        foreach (string input in request.Inputs)
            output.Check(input);
        SheetPhoto[] photos = request.Photos();
        for (int i = 0; i < photos.Length; i++)
            photos[i] = photos[i] with { File = await InputFile.ReadAsync(request.Inputs[i], DecodeLimits.Default, cancel).ConfigureAwait(false) };
        using PhotoStudio studio = DesktopStudio.Open();
        SheetFile sheet = await studio.PrintAsync(photos, options, format, request.Dpi ?? 300, cancel: cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        output.Write(sheet.Bytes);
        SheetTable.Print(sheet, request, options, toError: output.IsStream);
        return ExitCodes.Done;
    }

    private static Option<double?> Millimetres(string name, string description)
        => new(name) { Description = description, CustomParser = result => ReadMillimetres(result, name) };

    private static double? ReadMillimetres(ArgumentResult result, string name)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        string digits = text.EndsWith("mm", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text;
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double mm) && mm <= SheetOptions.MostMm)
            return mm;
        result.AddError($"'{name} {text}': write millimetres from 0 to {SheetOptions.MostMm}, such as 2 or 1.5.");
        return null;
    }
}
