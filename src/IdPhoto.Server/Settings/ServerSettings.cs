using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Notices.Settings;
using Microsoft.Extensions.Configuration;

namespace IdPhoto.Server.Settings;

/// <summary>What was asked of the server, checked.</summary>
internal sealed record ServerSettings
{
    /// <summary>Where to listen.</summary>
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    /// <summary>Names under which requests are answered, beside this machine's own.</summary>
    public required IReadOnlyList<Microsoft.Extensions.Primitives.StringSegment> AllowedHosts { get; init; }

    /// <summary>Holds the database and the encrypted photos.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Holds the master key; never in <see cref="DataFolder"/>.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Holds the wrapped keys of the kept photos; may lie in memory.</summary>
    public required string PhotoKeyFile { get; init; }

    /// <summary>The networks' files; null for the usual places.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>The published app for browsers; null for none.</summary>
    public string? AppFolder { get; init; }

    /// <summary>SHA-256 of each key that may call; empty lets everyone call.</summary>
    public required IReadOnlyList<byte[]> ApiKeyHashes { get; init; }

    /// <summary>Proxies whose word on the caller's address is believed.</summary>
    public required IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; init; }

    /// <summary>How long a photo stays.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>How long a cut-out stays in memory.</summary>
    public required TimeSpan PreviewTime { get; init; }

    /// <summary>Most bytes of cut-outs in memory.</summary>
    public required long PreviewBytes { get; init; }

    /// <summary>Longest pause between two sweeps.</summary>
    public required TimeSpan SweepInterval { get; init; }

    /// <summary>Most bytes of stored photos.</summary>
    public required long StoreBytes { get; init; }

    /// <summary>Most bytes of all uploads and answers that are in memory at once.</summary>
    public required long TransferMemoryBytes { get; init; }

    /// <summary>Longest time in which a body is read.</summary>
    public required TimeSpan UploadTime { get; init; }

    /// <summary>Longest time in which an answer is read.</summary>
    public required TimeSpan AnswerTime { get; init; }

    /// <summary>Slowest rate at which an answer may be read.</summary>
    public required int AnswerBytesPerSecond { get; init; }

    /// <summary>Most bytes of all pictures that are worked on at once, by estimate.</summary>
    public required long WorkMemoryBytes { get; init; }

    /// <summary>Largest file and picture.</summary>
    public required DecodeLimits Limits { get; init; }

    /// <summary>Photos that are worked on at once.</summary>
    public required int Workers { get; init; }

    /// <summary>Photos that may wait for a worker.</summary>
    public required int QueuePlaces { get; init; }

    /// <summary>Longest time a photo waits and is worked on.</summary>
    public required TimeSpan WorkTime { get; init; }

    /// <summary>Requests of one caller in a minute, but for files of the app.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>Files of the app that one caller may ask for in a minute.</summary>
    public required int FilesPerMinute { get; init; }

    /// <summary>Connections that are open at once.</summary>
    public required int Connections { get; init; }

    /// <summary>Most of the store, of the memory for transfers and of the connections that one caller may take, in percent.</summary>
    public required int CallerPercent { get; init; }

    /// <summary>How long an install is remembered after it was last here.</summary>
    public required TimeSpan InstallTime { get; init; }

    /// <summary>Installs that one caller can make known in a day.</summary>
    public required int InstallsPerDay { get; init; }

    /// <summary>Who runs the service; null where nobody said.</summary>
    public string? OperatorName { get; init; }

    /// <summary>Where people and this server write to the operator; null where nobody said.</summary>
    public string? OperatorMail { get; init; }

    /// <summary>How long a letter to the operator is kept.</summary>
    public required TimeSpan LetterTime { get; init; }

    /// <summary>What several servers share; null where this one is alone.</summary>
    public SharedStore? Shared { get; init; }

    /// <summary>How many servers share what one caller may do.</summary>
    public required int Nodes { get; init; }

    /// <summary>How the interface of HivisionIDPhotos is served at the root; null where it is not.</summary>
    public CompatibilityMode? Compatibility { get; init; }

    /// <summary>A listener for health alone, with connections of its own; null for none.</summary>
    public ListenAddress? HealthListen { get; init; }

    /// <summary>The socket of <c>idphoto admin</c>; null for none.</summary>
    public ListenAddress? AdminListen { get; init; }

    /// <summary>Every place where the server listens, each with a socket of its own.</summary>
    public IEnumerable<ListenAddress> AllListen => [.. Listen, .. new[] { HealthListen, AdminListen }.OfType<ListenAddress>()];

    /// <summary>How long requests under way may take when the server is asked to end.</summary>
    public required TimeSpan ShutdownTime { get; init; }

    /// <summary>E-mail and push.</summary>
    public required NoticeSettings Notices { get; init; }

    /// <summary>Reads and checks settings.</summary>
    /// <exception cref="SettingException">A setting is unknown or out of its range.</exception>
    public static ServerSettings Read(IConfiguration written)
    {
        if (written.GetChildren().FirstOrDefault(child => !IsKnown(child.Key)) is { } unknown)
            throw new SettingException(Message.Of("settings.unknown", ("name", unknown.Key), ("names", Argument.Row(KnownSettings.All.Select(setting => (Argument)setting.Name)))));
        return new SettingsReader(written).Read();
    }

    /// <summary>This server's part of what one caller may do at all of them: they do not tell each other what a caller does.</summary>
    public int PerNode(int whole) => Math.Max(1, whole / Nodes);

    /// <summary>One caller's part of something that all share.</summary>
    public long ShareOf(long whole) => whole * CallerPercent / 100;

    private static bool IsKnown(string name) => KnownSettings.All.Any(setting => string.Equals(setting.Name, name, StringComparison.OrdinalIgnoreCase));
}
