using System.CommandLine;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Reports;
using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;

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
        foreach (string file in (string[])[data.Audit, settings.KeyFile, .. settings.Shared is null ? Array.Empty<string>() : [data.Node]])
            if (!File.Exists(file))
                throw CommandFailure.Access(Message.Of("failures.no-such-file", ("path", file)));
        try
        {
            MasterKey master = MasterKeys.Open(settings.KeyFile, Environment.GetEnvironmentVariable(SecretFile.Credentials), makes: false).Records;
            return settings.Shared is { } shared ? CheckShared(shared, data, master) : CheckAlone(data, new AuditKey(master));
        }
        catch (SettingException wrong)
        {
            throw CommandFailure.Usage(wrong.Said);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StoreException)
        {
            throw CommandFailure.Access(Message.Of("failures.cannot-read", ("path", error is not StoreException ? data.Audit : settings.Shared is null ? data.Records : KnownSettings.Ledger.Name)), error);
        }
    }

    private static AuditVerdict CheckAlone(DataFolder data, AuditKey key) => AuditCheck.Run(data.Audit, () => AuditNotes.InFile(data.Records, key), key);

    // Each server has a log of its own, and the keys of it.
    private static AuditVerdict CheckShared(SharedStore shared, DataFolder data, MasterKey master)
    {
        byte[] node = NodeId.Open(data.Node);
        AuditKey key = new(master, node);
        using SharedDatabase database = SharedDatabase.Of(shared.Database);
        return AuditCheck.Run(data.Audit, () => AuditNotes.InDatabase(database, node, key), key);
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
