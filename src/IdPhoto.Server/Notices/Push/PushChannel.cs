using System.Text.Encodings.Web;
using System.Text.Json;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Words;

namespace IdPhoto.Server.Notices.Push;

/// <summary>Notices by push, to browsers and through Firebase; a sender is null where the operator has not set that way up.</summary>
internal sealed class PushChannel(WebPushSender? web, FcmSender? fcm, PushTable table, TopicTable topics, NoticeIds ids) : INoticeChannel, IDisposable
{
    // Some push services take no more than 4096 bytes, encrypted.
    private const int MostBytes = 3 * 1024;

    private static readonly JsonSerializerOptions Payload = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => Channels.Push;

    public string Purpose => Purposes.Push;

    public async Task<Delivery?> DeliverAsync(OutboxEntry entry, Action begin, CancellationToken cancel)
    {
        if (table.Find(entry.Person) is not { } to || topics.Find(entry.Reference) is not { } topic)
            return null;
        Sentences words = Sentences.In(Languages.Find(to.Language) ?? Languages.English, Place.Api);
        bool begun = false;
        try
        {
            Delivery delivery = await SendAsync(to.Target, PushText.Of(topic, words, to.Target is WebPushTarget, ids.Of(entry)), Begin, cancel);
            if (delivery.Result == DeliveryResult.Gone)
                table.RemoveGone(entry.Person, to.Target);
            return delivery;
        }
        catch (Exception error) when ((begun || !cancel.IsCancellationRequested) && HttpDelivery.Of(error) is { } lost)
        {
            return lost;
        }

        void Begin()
        {
            begin();
            begun = true;
        }
    }

    public Task RestAsync(CancellationToken cancel) => Task.CompletedTask;

    public void Dispose()
    {
        web?.Dispose();
        fcm?.Dispose();
    }

    private async Task<Delivery> SendAsync(PushTarget target, PushText text, Action begin, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        switch (target)
        {
            case WebPushTarget browser when web is not null:
                begin();
                // Not ended by a stop of the server: nobody would know whether it went out.
                return await web.SendAsync(browser, Json(text), text.Tag, CancellationToken.None);
            case FcmTarget app when fcm is not null:
                return await fcm.SendAsync(app, text, begin, CancellationToken.None);
            default:
                // The operator has switched this kind off; it may come back.
                return new Delivery(DeliveryResult.Later);
        }
    }

    private static string Json(PushText text)
    {
        string json = JsonSerializer.Serialize(text, Payload);
        return System.Text.Encoding.UTF8.GetByteCount(json) <= MostBytes ? json : throw new InvalidDataException();
    }
}
