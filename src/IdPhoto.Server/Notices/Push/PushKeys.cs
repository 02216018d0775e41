using IdPhoto.Server.Notices.Settings;

namespace IdPhoto.Server.Notices.Push;

/// <summary>What can be pushed to, as the operator has set it up.</summary>
/// <param name="Vapid">Null where browsers are not pushed to.</param>
/// <param name="Hosts">Of push services.</param>
/// <param name="Fcm">Whether apps are pushed to through Firebase.</param>
internal sealed record PushKeys(VapidKey? Vapid, PushHosts Hosts, bool Fcm)
{
    /// <exception cref="Server.Settings.SettingException">The key cannot be used.</exception>
    public static PushKeys Open(NoticeSettings settings) => new(
        settings.WebPush is { } web ? VapidKey.Open(web.KeyFile) : null, new PushHosts(settings.WebPush?.Hosts ?? []), settings.Fcm is not null);
}
