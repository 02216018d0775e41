using System.CommandLine;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Messages;
using IdPhoto.Onnx;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto models</c>: the networks, and whether their files are there and whole.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("models", Speech.Of("commands.models")) { json };
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
        Sheet sheet = new("tables.network", "tables.installed", "tables.package", "tables.version", "tables.licence", "tables.bytes");
        foreach (ModelLine model in models)
            sheet.Add(model.Network, Installed(model), model.Package, model.Version, model.Licence, model.Bytes);
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }

    private static Message Installed(ModelLine model) => model.Installed switch
    {
        "yes" => Message.Of("tables.yes"),
        "no" => Message.Of("tables.no"),
        _ => Message.Of("tables.damaged"),
    };
}
