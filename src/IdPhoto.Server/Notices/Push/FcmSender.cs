using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using IdPhoto.Messages;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Notices.Push;

/// <summary>Hands notices to Firebase Cloud Messaging by its HTTP v1 API.</summary>
internal sealed class FcmSender : IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";

    private readonly HttpClient _http = HttpDelivery.Client();
    private readonly ITokenAccess _account;
    private readonly Uri _address;
    private readonly TimeProvider _clock;

    /// <exception cref="SettingException">The file holds no service account.</exception>
    public FcmSender(FcmSettings settings, TimeProvider clock)
    {
        _clock = clock;
        try
        {
            ServiceAccountCredential account = CredentialFactory.FromJson<ServiceAccountCredential>(File.ReadAllText(settings.AccountFile));
            _account = account.ToGoogleCredential().CreateScoped(Scope);
            _address = new Uri(settings.Address, $"v1/projects/{Uri.EscapeDataString(account.ProjectId ?? throw new InvalidDataException())}/messages:send");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException or InvalidDataException or JsonException or Newtonsoft.Json.JsonException or ArgumentException or FormatException)
        {
            throw new SettingException(Message.Of("notices.setting-fcm-account"));
        }
    }

    /// <summary>Hands over a notice. Google can read it.</summary>
    /// <param name="to">The app's registration.</param>
    /// <param name="text">What it shows.</param>
    /// <param name="begin">Called before Firebase gets it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Delivery> SendAsync(FcmTarget to, PushText text, Action begin, CancellationToken cancel)
    {
        if (await TokenAsync(cancel) is not { } token)
            return new Delivery(DeliveryResult.ChannelDown, Reason: "token");
        using HttpRequestMessage request = new(HttpMethod.Post, _address) { Content = JsonContent.Create(Body(to, text)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        begin();
        using HttpResponseMessage answer = await _http.SendAsync(request, cancel);
        return answer.IsSuccessStatusCode ? Delivery.Done : Refused(await StatusAsync(answer, cancel), answer.Headers);
    }

    public void Dispose() => _http.Dispose();

    private static object Body(FcmTarget to, PushText text) => new
    {
        message = new
        {
            token = to.Token,
            notification = new { title = text.Title, body = text.Text },
            data = new { kind = text.Kind, tag = text.Tag, lang = text.Lang, dir = text.Dir },
            // A repetition takes the place of the first one.
            android = new { collapse_key = text.Tag, notification = new { tag = text.Tag } },
            apns = new { headers = new Dictionary<string, string> { ["apns-collapse-id"] = text.Tag } },
        },
    };

    private Delivery Refused(HttpStatusCode status, HttpResponseHeaders headers)
    {
        Delivery delivery = HttpDelivery.Of(status, headers, _clock);
        // An account that is not accepted, and a quota: both are the same for everybody.
        return status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests ? delivery with { Result = DeliveryResult.ChannelDown, Reason = status.ToString() } : delivery;
    }

    private async Task<string?> TokenAsync(CancellationToken cancel)
    {
        try
        {
            return await _account.GetAccessTokenForRequestAsync(cancellationToken: cancel);
        }
        catch (Exception error) when (error is HttpRequestException or Google.Apis.Auth.OAuth2.Responses.TokenResponseException or IOException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    // 404 is also the answer for a project that does not exist; only the registration itself may be gone.
    private static async Task<HttpStatusCode> StatusAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.StatusCode != HttpStatusCode.NotFound)
            return answer.StatusCode;
        string body = await answer.Content.ReadAsStringAsync(cancel);
        return body.Contains("\"UNREGISTERED\"", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
    }
}
