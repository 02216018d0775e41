using IdPhoto.Messages;
using IdPhoto.Server.Store;
using IdPhoto.Words;
using Microsoft.Extensions.Configuration;

namespace IdPhoto.Server.Settings;

/// <summary>Where settings are written: a JSON file, environment variables, the command line. The later one holds.</summary>
internal static class SettingSources
{
    /// <summary>Comes before a setting's name in an environment variable.</summary>
    public const string Prefix = "IDPHOTO_SERVER_";

    /// <summary>Names the JSON file, on the command line or, after <see cref="Prefix"/>, in the environment.</summary>
    public const string File = "Config";

    /// <summary>Names the language of the console, on the command line.</summary>
    public const string Lang = "Lang";

    /// <summary>The settings that are secrets, or hold one.</summary>
    private static readonly TextSetting[] Secrets = [KnownSettings.Ledger, KnownSettings.S3SecretKey];

    /// <summary>The sentences for the console: English, unless the command line names another language.</summary>
    /// <exception cref="SettingException">The command line cannot be read, or there is no such language.</exception>
    public static Sentences ConsoleWords(IReadOnlyList<string> args) => Line(args).GetValueOrDefault(Lang) is not { } tag
        ? ServerWords.English
        : Sentences.In(Languages.Find(tag) ?? throw Unknown(tag), Place.Api);

    /// <exception cref="SettingException">The command line or the file cannot be read.</exception>
    public static IConfiguration Read(IReadOnlyList<string> args)
    {
        Dictionary<string, string?> line = Line(args);
        string? file = line.GetValueOrDefault(File) ?? Environment.GetEnvironmentVariable(Prefix + File.ToUpperInvariant());
        ConfigurationBuilder sources = new();
        try
        {
            if (file is not null)
                AddFile(sources, Path.GetFullPath(file));
            IConfigurationRoot all = sources.AddEnvironmentVariables(Prefix).AddInMemoryCollection(line).Build();
            return Without(all, File, Lang);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SettingException(Message.Of("settings.file-unreadable", ("file", file!)));
        }
    }

    private static void AddFile(ConfigurationBuilder sources, string file)
    {
        IConfigurationRoot written = new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
        if (Secrets.Any(secret => !string.IsNullOrEmpty(written[secret.Name])))
            SecretFile.Check(File, file);
        sources.AddConfiguration(written);
    }

    private static SettingException Unknown(string tag)
        => new(Message.Of("usage.unknown-language", ("tag", tag), ("tags", Argument.Any(Languages.All.Select(language => (Argument)language.Tag)))));

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

    private static IConfigurationRoot Without(IConfigurationRoot all, params string[] names) => new ConfigurationBuilder()
        .AddInMemoryCollection(all.AsEnumerable().Where(pair => !names.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))).Build();
}
