using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin publish</c> and <c>withdraw</c>: a change of the policy, or of who is responsible.</summary>
internal static class AdminPublishCommand
{
    private static readonly DecodeLimits Limits = new() { MaxBytes = AdminApi.MostBytes / 2 };

    public static Command Create(AdminOptions place)
    {
        Argument<string> file = new("file") { Description = Speech.Of("admin.option-policy") };
        Option<string?> now = new("--now") { Description = Speech.Of("admin.option-now"), HelpName = string.Join('|', PublishRequest.Reasons) };
        Option<bool> json = SharedOptions.Json();
        Command command = new("publish", Speech.Of("admin.command-publish")) { file, now, json };
        command.SetAction((line, cancel) => PublishAsync(place.Of(line), line.GetRequiredValue(file), line.GetValue(now), line.GetValue(json), cancel));
        return command;
    }

    public static Command CreateWithdraw(AdminOptions place)
    {
        Argument<int> number = new("number") { Description = Speech.Of("admin.option-number") };
        Command command = new("withdraw", Speech.Of("admin.command-withdraw")) { number };
        command.SetAction((line, cancel) => WithdrawAsync(place.Of(line), line.GetRequiredValue(number), cancel));
        return command;
    }

    private static async Task<int> PublishAsync(AdminPlace place, string file, string? reason, bool json, CancellationToken cancel)
    {
        byte[] draft = Prepare(await InputFile.ReadAsync(file, Limits, cancel).ConfigureAwait(false), reason);
        using AdminClient server = place.Connect();
        PublishAnswer answer = await server.PostAsync("policies", draft, ReportJson.Default.PublishAnswer, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(answer, ReportJson.Default.PublishAnswer);
        else
            Console.Out.WriteLine(Speech.Say(StatusLines.Published(answer.Published)));
        if (answer.Missing.Count > 0)
            Console.Error.WriteLine(Speech.Say(Message.Of("admin.publish-missing", ("tags", Argument.All(answer.Missing.Select(tag => (Argument)tag))))));
        return ExitCodes.Done;
    }

    // The reason is given on the command line alone, where it is not copied along with a file.
    private static byte[] Prepare(byte[] file, string? reason)
    {
        try
        {
            JsonObject draft = JsonNode.Parse(file) as JsonObject ?? throw new JsonException();
            draft.Remove("reason");
            if (reason is not null)
                draft.Add("reason", JsonValue.Create(reason));
            using MemoryStream bytes = new();
            using (Utf8JsonWriter writer = new(bytes))
                draft.WriteTo(writer);
            return bytes.ToArray();
        }
        catch (JsonException)
        {
            throw CommandFailure.Usage(Message.Of("admin.publish-file"));
        }
    }

    private static async Task<int> WithdrawAsync(AdminPlace place, int number, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        await server.PostAsync(
            "policies/withdraw", new WithdrawRequest(number), ReportJson.Default.WithdrawRequest, ReportJson.Default.WithdrawRequest, cancel).ConfigureAwait(false);
        Console.Out.WriteLine(Speech.Say(Message.Of("admin.withdrawn", ("number", number))));
        return ExitCodes.Done;
    }
}
