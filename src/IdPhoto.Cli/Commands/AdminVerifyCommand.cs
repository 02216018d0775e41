using System.CommandLine;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Reports;
using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin verify</c>: whether anybody has changed the audit log. It reads the files itself and asks no server.</summary>
internal static class AdminVerifyCommand
{
    public static Command Create(AdminOptions place)
    {
        Option<string> key = new("--key-file") { Description = Speech.Of("admin.option-key") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("verify", Speech.Of("admin.command-verify")) { key, json };
        command.SetAction(line => Run(place.Of(line, line.GetValue(key)), line.GetValue(json)));
        return command;
    }

    private static int Run(AdminPlace place, bool json)
    {
        AuditVerdict verdict = Check(place.Settings());
        if (json)
            JsonOutput.Print(VerdictLine.Of(verdict), ReportJson.Default.VerdictLine);
        else
            Print(verdict);
        return verdict.IsSound ? ExitCodes.Done : ExitCodes.RuleBroken;
    }

    private static AuditVerdict Check(ServerSettings settings)
    {
        DataFolder data = DataFolder.At(settings);
        foreach (string file in new[] { data.Audit, settings.KeyFile })
            if (!File.Exists(file))
                throw CommandFailure.Access(Message.Of("failures.no-such-file", ("path", file)));
        try
        {
            MasterKey master = MasterKey.Open(settings.KeyFile, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"));
            return AuditCheck.Run(data.Audit, data.Records, new AuditKey(master));
        }
        catch (SettingException wrong)
        {
            throw CommandFailure.Usage(wrong.Said);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw CommandFailure.Access(Message.Of("failures.cannot-read", ("path", error is SqliteException ? data.Records : data.Audit)), error);
        }
    }

    private static void Print(AuditVerdict verdict)
    {
        if (verdict.Fault is { } fault)
            Console.Out.WriteLine(Speech.Say(fault.Said));
        else
            Console.Out.WriteLine(Speech.Say(Message.Of("admin.verify-whole", ("lines", verdict.Lines), ("head", verdict.Head))));
        if (verdict.Damage is { } line)
            Console.Out.WriteLine(Speech.Say(Message.Of("admin.verify-damage", ("line", line))));
        if (verdict.Interrupted)
            Console.Out.WriteLine(Speech.Of("admin.verify-interrupted"));
    }
}
