using IdPhoto.Messages;
using Microsoft.Extensions.Configuration;

namespace IdPhoto.Server.Settings;

/// <summary>Where settings are written: a JSON file, environment variables, the command line. The later one holds.</summary>
internal static class SettingSources
{
    /// <summary>Comes before a setting's name in an environment variable.</summary>
    public const string Prefix = "IDPHOTO_SERVER_";

    /// <summary>Names the JSON file, on the command line or, after <see cref="Prefix"/>, in the environment.</summary>
    public const string File = "Config";

    /// <exception cref="SettingException">The command line or the file cannot be read.</exception>
    public static IConfiguration Read(IReadOnlyList<string> args)
    {
        Dictionary<string, string?> line = Line(args);
        string? file = line.GetValueOrDefault(File) ?? Environment.GetEnvironmentVariable(Prefix + File.ToUpperInvariant());
        ConfigurationBuilder sources = new();
        try
        {
            if (file is not null)
                sources.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
            IConfigurationRoot all = sources.AddEnvironmentVariables(Prefix).AddInMemoryCollection(line.Where(pair => pair.Key != File)).Build();
            return Without(all, File);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SettingException(Message.Of("settings.file-unreadable", ("file", file!)));
        }
    }

    private static Dictionary<string, string?> Line(IReadOnlyList<string> args)
    {
        Dictionary<string, string?> line = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < args.Count; i++)
        {
            string[] parts = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..].Split('=', 2) : [""];
            if (parts[0].Length == 0 || (parts.Length == 1 && i + 1 == args.Count))
                throw new SettingException(Message.Of("settings.not-a-setting", ("text", args[i])));
            line[parts[0]] = parts.Length == 2 ? parts[1] : args[++i];
        }
        return line;
    }

    private static IConfigurationRoot Without(IConfigurationRoot all, string name) => new ConfigurationBuilder()
        .AddInMemoryCollection(all.AsEnumerable().Where(pair => !string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))).Build();
}
