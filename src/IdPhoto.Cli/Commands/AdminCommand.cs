using System.CommandLine;
using IdPhoto.Cli.Admin;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin</c>: what the operator of a server on this machine does.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        AdminOptions place = AdminOptions.Create();
        return new Command("admin", Speech.Of("admin.command"))
        {
            place.Data,
            place.Socket,
            place.Config,
            AdminStatusCommand.Create(place),
            AdminPurgeCommand.Create(place),
            AdminFindCommand.Create(place),
            AdminPublishCommand.Create(place),
            AdminPublishCommand.CreateWithdraw(place),
            AdminLettersCommand.Create(place),
            AdminStatisticsCommand.Create(place),
            AdminAuditCommand.Create(place),
            AdminVerifyCommand.Create(place),
        };
    }
}

/// <summary>Options that name the server, which every command of the operator has.</summary>
internal sealed record AdminOptions(Option<string> Data, Option<string> Socket, Option<string> Config)
{
    public static AdminOptions Create() => new(
        new("--data") { Description = Speech.Of("admin.option-data"), Recursive = true },
        new("--socket") { Description = Speech.Of("admin.option-socket"), Recursive = true },
        new("--config") { Description = Speech.Of("admin.option-config"), Recursive = true });

    /// <summary>The server that was named.</summary>
    public AdminPlace Of(ParseResult line, string? keyFile = null) => new(line.GetValue(Data), line.GetValue(Socket), line.GetValue(Config), keyFile);
}
