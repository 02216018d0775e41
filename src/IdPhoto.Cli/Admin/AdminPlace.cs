using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Cli.Admin;

/// <summary>Which server is meant: it is found by the settings that it was started with, from the same places.</summary>
/// <param name="Data">The data folder; null for the usual one.</param>
/// <param name="Socket">The socket; null for the one in the data folder.</param>
/// <param name="Config">The file with its settings; null for none.</param>
/// <param name="KeyFile">The file with the master key; null for the usual one.</param>
internal sealed record AdminPlace(string? Data, string? Socket, string? Config, string? KeyFile)
{
    /// <summary>The settings.</summary>
    /// <exception cref="CommandFailure">They cannot be read, or make no sense.</exception>
    public ServerSettings Settings()
    {
        try
        {
            return ServerSettings.Read(SettingSources.Read(
                [.. Setting(SettingSources.File, Config), .. Setting("DataFolder", Data), .. Setting("AdminSocket", Socket), .. Setting("KeyFile", KeyFile)]));
        }
        catch (SettingException wrong)
        {
            throw CommandFailure.Usage(wrong.Said);
        }
    }

    /// <summary>A way to that server.</summary>
    /// <exception cref="CommandFailure">It was told to have none.</exception>
    public AdminClient Connect()
        => new(Settings().AdminListen?.SocketPath ?? throw CommandFailure.Usage(Message.Of("admin.no-socket")));

    private static IEnumerable<string> Setting(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
