using System.CommandLine;
using IdPhoto.Server;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto serve</c>: the REST API of this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<string> listen = new("--listen") { Description = Speech.Of("options.listen") };
        Option<string> data = new("--data") { Description = Speech.Of("options.data") };
        Option<string> key = new("--key-file") { Description = Speech.Of("options.key-file") };
        Option<string> config = new("--config") { Description = Speech.Of("options.config") };
        Command command = new("serve", Speech.Of("commands.serve")) { listen, data, key, config };
        command.SetAction((line, cancel) => RunAsync(
            [
                .. Setting("Lang", LanguageOption.Written(line)), .. Setting("Config", line.GetValue(config)), .. Setting("Listen", line.GetValue(listen)),
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
