using System.CommandLine;
using System.Text.Json;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Tables;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin audit</c>: the acts of the server and its operator. There is nothing personal in them.</summary>
internal static class AdminAuditCommand
{
    public static Command Create(AdminOptions place)
    {
        Option<bool> json = new("--json") { Description = Speech.Of("admin.option-lines") };
        Command command = new("audit", Speech.Of("admin.command-audit")) { json };
        command.SetAction((line, cancel) => RunAsync(place.Of(line), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(AdminPlace place, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        Sheet sheet = new("admin.column-line", "admin.column-time", "admin.column-act", "admin.column-facts");
        await foreach (string line in server.LinesAsync("audit", cancel).ConfigureAwait(false))
        {
            if (json)
                Console.Out.WriteLine(line);
            else
                Add(sheet, line);
        }
        if (!json)
            sheet.Write(Console.Out, !Console.IsOutputRedirected);
        return ExitCodes.Done;
    }

    // What is no line of the server's is shown as it is: 'verify' says what is wrong with it.
    private static void Add(Sheet sheet, string line)
    {
        try
        {
            using JsonDocument read = JsonDocument.Parse(line);
            JsonElement root = read.RootElement;
            sheet.Add(root.GetProperty("n").GetRawText(), root.GetProperty("at").GetString()!, root.GetProperty("act").GetString()!, Facts(root.GetProperty("facts")));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            sheet.Add("?", "", "", line);
        }
    }

    private static string Facts(JsonElement facts) => string.Join(' ', facts.EnumerateObject().Select(fact => $"{fact.Name}={fact.Value}"));
}
