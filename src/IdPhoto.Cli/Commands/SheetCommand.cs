using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Printing;
using IdPhoto.Studio;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto sheet</c>: finished photos on one sheet, to print and cut.</summary>
internal static class SheetCommand
{
    public static Command Create()
    {
        Argument<string[]> input = new("in")
        {
            Description = Speech.Of("options.finished-photos"),
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> paper = new("--paper") { Description = Speech.Of("options.paper"), Required = true };
        Option<string> output = new("--out") { Description = Speech.Of("options.out-sheet"), Required = true };
        Option<string> copies = new("--copies") { Description = Speech.Of("options.copies") };
        Option<string> size = new("--size") { Description = Speech.Of("options.size") };
        Option<string> spec = new("--spec") { Description = Speech.Of("options.spec-size") };
        Option<double?> gap = Millimetres("--gap", "options.gap");
        Option<double?> margin = Millimetres("--margin", "options.margin");
        Option<string> cut = SharedOptions.Choice("--cut", "options.cut", "lines", "corners", "none");
        Option<int?> dpi = SharedOptions.Number("--dpi", "options.dpi-sheet", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
        Command command = new("sheet", Speech.Of("commands.sheet")) { input, paper, output, copies, size, spec, gap, margin, cut, dpi };
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
        => new(name) { Description = Speech.Of(description), CustomParser = result => ReadMillimetres(result, name) };

    private static double? ReadMillimetres(ArgumentResult result, string name)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        string digits = text.EndsWith("mm", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text;
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double mm) && mm <= SheetOptions.MostMm)
            return mm;
        result.AddError(Speech.Say(Message.Of("usage.millimetres", ("option", name), ("text", text), ("least", 0), ("most", Argument.Rounded(SheetOptions.MostMm, 0)))));
        return null;
    }
}
