using System.CommandLine;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Server.Admin;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin status</c>: what a server keeps, and whether anything is kept that should have gone.</summary>
internal static class AdminStatusCommand
{
    public static Command Create(AdminOptions place)
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("status", Speech.Of("admin.command-status")) { json };
        command.SetAction((line, cancel) => RunAsync(place.Of(line), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(AdminPlace place, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        AdminStatus status = await server.GetAsync("status", ReportJson.Default.AdminStatus, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(status, ReportJson.Default.AdminStatus);
        else
            StatusLines.Print(status);
        return status.Photos.Overdue > 0 || status.Sweeps.Failing ? ExitCodes.RuleBroken : ExitCodes.Done;
    }
}
