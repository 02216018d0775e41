using System.CommandLine;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Documents;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto specs</c>: the documents that are known.</summary>
internal static class SpecsCommand
{
    public static Command Create()
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("specs", "Lists the documents.") { json };
        command.SetAction(line => Run(line.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        IReadOnlyList<SpecLine> specs = [.. PhotoSpecs.All.Select(SpecLine.Of)];
        if (json)
            JsonOutput.Print(specs, ReportJson.Default.IReadOnlyListSpecLine);
        else
            Print(specs);
        return ExitCodes.Done;
    }

    private static void Print(IReadOnlyList<SpecLine> specs)
    {
        Sheet sheet = new("Id", "Document", "Size", "Pixels", "Dpi", "Head height", "Background");
        foreach (SpecLine spec in specs)
            sheet.Add(spec.Id, spec.Title, spec.SizeText, spec.PixelText, $"{spec.Dpi}", spec.Head.Text, $"{spec.Background} {spec.BackgroundHex}");
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }
}
