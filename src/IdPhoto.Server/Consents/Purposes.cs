namespace IdPhoto.Server.Consents;

/// <summary>What a person may agree to, each by itself. A word once published keeps its meaning.</summary>
internal static class Purposes
{
    /// <summary>Photos are sent to this server, to be worked on and kept for a day at most.</summary>
    public const string ServerPhotos = "server-photos";

    /// <summary>Notices by e-mail.</summary>
    public const string Notices = "notices";

    /// <summary>Notices by the browser's or the system's push service.</summary>
    public const string Push = "push";

    /// <summary>A third party counts how the app is used.</summary>
    public const string Analytics = "analytics";

    /// <summary>A third party shows advertisements.</summary>
    public const string Ads = "ads";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [ServerPhotos, Notices, Push, Analytics, Ads];
}
