using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;

namespace IdPhoto.Server.Notices.Push;

/// <summary>Hands notices to push services of browsers: encrypted for the browser (RFC 8291), signed with our key (RFC 8292).</summary>
internal sealed class WebPushSender : IDisposable
{
    /// <summary>A push service keeps a notice this long for a browser that is off.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private readonly HttpClient _http = HttpDelivery.Client();
    private readonly VapidAuthentication _key;
    private readonly PushServiceClient _client;
    private readonly PushHosts _hosts;
    private readonly TimeProvider _clock;

    public WebPushSender(WebPushSettings settings, VapidKey key, TimeProvider clock)
    {
        _key = new VapidAuthentication(key.Public, key.Private) { Subject = settings.Contact };
        _client = new PushServiceClient(_http) { DefaultAuthentication = _key, AutoRetryAfter = false };
        _hosts = new PushHosts(settings.Hosts);
        _clock = clock;
    }

    /// <summary>Hands over a payload of 3 KB at most.</summary>
    /// <param name="to">The browser.</param>
    /// <param name="payload">JSON.</param>
    /// <param name="tag">A repetition with the same one takes the place of what still waits there; 32 letters or digits at most.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Delivery> SendAsync(WebPushTarget to, string payload, string tag, CancellationToken cancel)
    {
        // The operator may have taken a host from the list since.
        if (!_hosts.Allow(to.Endpoint))
            return new Delivery(DeliveryResult.Refused);
        PushSubscription subscription = new() { Endpoint = to.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, to.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, to.Auth);
        try
        {
            await _client.RequestPushMessageDeliveryAsync(
                subscription, new PushMessage(payload) { Topic = tag, TimeToLive = (int)Kept.TotalSeconds, Urgency = PushMessageUrgency.Low }, cancel);
            return Delivery.Done;
        }
        catch (PushServiceClientException refused)
        {
            return HttpDelivery.Of(refused.StatusCode, refused.Headers, _clock);
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _http.Dispose();
    }
}
