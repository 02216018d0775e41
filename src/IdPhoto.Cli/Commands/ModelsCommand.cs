using System.CommandLine;
using System.Globalization;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Onnx;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto models</c>: the networks, and whether their files are there and whole.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("models", "Lists the networks, where they come from and whether they are installed.") { json };
        command.SetAction(line => Run(line.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        string? folder = ModelFolder.Locate();
        IReadOnlyList<ModelLine> models = [.. ModelCatalogue.Models.Select(model => ModelLine.Of(model, folder))];
        if (json)
            JsonOutput.Print(models, ReportJson.Default.IReadOnlyListModelLine);
        else
            Print(models);
        return ExitCodes.Done;
    }

    private static void Print(IReadOnlyList<ModelLine> models)
    {
        Sheet sheet = new("Network", "Installed", "Package", "Version", "Licence", "Bytes");
        foreach (ModelLine model in models)
            sheet.Add(
                model.Network, model.Installed, model.Package, model.Version, model.Licence, model.Bytes.ToString(CultureInfo.InvariantCulture));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }
}
