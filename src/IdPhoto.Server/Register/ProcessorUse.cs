using IdPhoto.Server.Notices.Settings;

namespace IdPhoto.Server.Register;

/// <summary>Which processors a server's settings bring into play.</summary>
internal static class ProcessorUse
{
    /// <summary>Whether this server can send anything to a processor. What the app itself loads, no server knows.</summary>
    public static bool Of(string processor, NoticeSettings settings) => processor switch
    {
        "own-server" => true,
        "mail-server" => settings.Mail is not null,
        "push-mozilla" => Pushes(settings, "push.services.mozilla.com"),
        "push-google" => Pushes(settings, "fcm.googleapis.com"),
        "push-apple" => Pushes(settings, "push.apple.com"),
        "push-microsoft" => Pushes(settings, "notify.windows.com"),
        "firebase-messaging" => settings.Fcm is not null,
        _ => false,
    };

    private static bool Pushes(NoticeSettings settings, string host)
        => settings.WebPush?.Hosts.Any(allowed => allowed == host || allowed.EndsWith($".{host}", StringComparison.Ordinal)) == true;
}
