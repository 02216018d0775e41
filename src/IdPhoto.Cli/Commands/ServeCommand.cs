using System.CommandLine;
using IdPhoto.Server;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto serve</c>: the REST API of this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<string> listen = new("--listen") { Description = "Where to listen. Default: http://127.0.0.1:5080, which only this machine reaches." };
        Option<string> data = new("--data") { Description = "The folder for photos of a short stay, encrypted. Default: in the user's data folder." };
        Option<string> key = new("--key-file") { Description = "The file with the master key, made on the first start. Default: in the user's configuration folder." };
        Option<string> config = new("--config") { Description = "A JSON file with these and all other settings." };
        Command command = new("serve", "Serves the REST API on this machine, until it is interrupted.") { listen, data, key, config };
        command.SetAction((line, cancel) => RunAsync(
            [
                .. Setting("Config", line.GetValue(config)), .. Setting("Listen", line.GetValue(listen)),
                .. Setting("DataFolder", line.GetValue(data)), .. Setting("KeyFile", line.GetValue(key)),
            ],
            cancel));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, CancellationToken cancel)
    {
        ServerProgram.Become(settings);
        return IdPhotoServer.RunAsync(settings, cancel);
    }

    private static IEnumerable<string> Setting(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
