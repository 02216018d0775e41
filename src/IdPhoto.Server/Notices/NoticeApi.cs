using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Push;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Notices;

/// <summary>Wishing for notices, and no longer.</summary>
internal static class NoticeApi
{
    private static readonly Message Tag = Message.Of("openapi.device");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/notices", Offer).OpenToAll().Takes([]).Describes(Tag, "GetNotices",
            Message.Of("openapi.notices"), Message.Of("openapi.notices-more")).Produces<NoticesAnswer>();
        app.MapPut("/v1/device/email", PutMailAsync).NeedsInstall().OpenToAll().Takes([]).Accepts<MailRequest>("application/json").Describes(Tag, "PutEmail",
            Message.Of("openapi.email-put"), Message.Of("openapi.email-put-more")).Produces<MailAnswer>(StatusCodes.Status202Accepted);
        app.MapDelete("/v1/device/email", DeleteMailAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "DeleteEmail",
            Message.Of("openapi.email-delete"), Message.Of("openapi.email-delete-more")).Produces(StatusCodes.Status204NoContent);
        app.MapPut("/v1/device/push", PutPushAsync).NeedsInstall().OpenToAll().Takes([]).Accepts<PushRequest>("application/json").Describes(Tag, "PutPush",
            Message.Of("openapi.push-put"), Message.Of("openapi.push-put-more")).Produces<PushAnswer>();
        app.MapDelete("/v1/device/push", DeletePushAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "DeletePush",
            Message.Of("openapi.push-delete"), Message.Of("openapi.push-delete-more")).Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Offer(ServerSettings settings, PushKeys keys)
        => Results.Json(new NoticesAnswer(settings.Notices.Mail is not null, new PushOffer(keys.Vapid?.Public, settings.Notices.Fcm is not null)));

    private static async Task<IResult> PutMailAsync(HttpContext context, ServerSettings settings, MailSubscriptions mail)
    {
        byte[] person = context.RequirePerson();
        if (settings.Notices.Mail is null)
            throw NoticeRequests.NotOffered(Message.Of("notices.no-mail"));
        MailRequest wanted = await context.ReadJsonAsync<MailRequest>();
        string address = MailAddressReader.Read(wanted.Address);
        NoticeWish wish = NoticeRequests.Wish(wanted.Policy, wanted.Documents);
        mail.Put(person, address, NoticeRequests.Language(wanted.Language), wish);
        return Results.Json(await mail.ExportAsync(person), statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> DeleteMailAsync(HttpContext context, MailSubscriptions mail)
    {
        await mail.DeleteAsync(context.RequirePerson());
        return Results.NoContent();
    }

    private static async Task<IResult> PutPushAsync(HttpContext context, PushKeys keys, PushSubscriptions push)
    {
        byte[] person = context.RequirePerson();
        PushRequest wanted = await context.ReadJsonAsync<PushRequest>();
        PushTarget target = PushTargetReader.Read(wanted, keys);
        NoticeWish wish = NoticeRequests.Wish(wanted.Policy, wanted.Documents);
        push.Put(person, target, NoticeRequests.Language(wanted.Language), wish);
        return Results.Json(await push.ExportAsync(person));
    }

    private static async Task<IResult> DeletePushAsync(HttpContext context, PushSubscriptions push)
    {
        await push.DeleteAsync(context.RequirePerson());
        return Results.NoContent();
    }
}
