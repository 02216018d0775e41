using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Store;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Rights;

/// <summary>A person's rights over what the server keeps of their install: see, export, correct, withdraw, delete. No key and no account is needed, only the install's identifier.</summary>
internal static class DeviceApi
{
    private const int LongestVersion = 40;

    private static readonly Message Tag = Message.Of("openapi.device");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/device", GetAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "GetDevice",
            Message.Of("openapi.device-get"), Message.Of("openapi.device-get-more")).Produces<DeviceAnswer>();
        app.MapPut("/v1/device", PutAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "CorrectDevice",
            Message.Of("openapi.device-put"), Message.Of("openapi.device-put-more")).Produces<DeviceAnswer>();
        app.MapDelete("/v1/device", DeleteAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "DeleteDevice",
            Message.Of("openapi.device-delete"), Message.Of("openapi.device-delete-more")).Produces<DeletedAnswer>();
        app.MapPut("/v1/device/consents/{purpose}", Give).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "GiveConsent",
            Message.Of("openapi.consent-put"), Message.Of("openapi.consent-put-more")).Produces<ConsentAnswer>();
        app.MapDelete("/v1/device/consents/{purpose}", WithdrawAsync).NeedsInstall().OpenToAll().Takes([]).Describes(Tag, "WithdrawConsent",
            Message.Of("openapi.consent-delete"), Message.Of("openapi.consent-delete-more")).Produces<WithdrawnAnswer>();
    }

    private static async Task<IResult> GetAsync(HttpContext context, PersonalData data)
        => Results.Json(await data.ExportAsync(context.RequirePerson()) ?? throw RequestRefused.NotFound());

    private static async Task<IResult> PutAsync(HttpContext context, PersonalData data, PolicyRegister policies)
    {
        byte[] person = context.RequirePerson();
        DeviceFacts told = await context.ReadJsonAsync<DeviceFacts>();
        bool known = (told.Language is null || Languages.All.Any(language => language.Tag == told.Language))
            && (told.Platform is null || DeviceFacts.Platforms.Contains(told.Platform))
            && (told.AppVersion is null || (told.AppVersion.Length <= LongestVersion && told.AppVersion.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+')));
        if (!known)
            throw RequestRefused.Invalid(Message.Of("consents.device-facts", ("platforms", Argument.Row(DeviceFacts.Platforms.Select(word => (Argument)word)))));
        if (!data.Correct(person, told))
            throw ConsentRefusals.DeviceNeeded(policies.State);
        return Results.Json(await data.ExportAsync(person) ?? throw RequestRefused.NotFound());
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, PersonalData data, DeletionReceipts receipts, AuditLog audit, TimeProvider clock)
    {
        byte[] person = context.RequirePerson();
        (IReadOnlyList<string> names, bool tidy) = await data.DeleteAsync(person);
        string[] erased = [.. names, .. tidy ? ["traces"] : Array.Empty<string>()];
        DateTimeOffset now = clock.GetUtcNow();
        byte[] install = InstallId.Parse(context.Request.Headers[InstallId.Header].ToString())!.Value.Bytes;
        string subject = DeletionReceipts.Subject(install);
        // Of an identifier that nobody has used there is nothing to tell.
        if (names.Count > 0)
            audit.TryAppend(AuditActs.DeviceErased, ("parts", names.Count), ("traces", tidy), ("receipt", audit.Mark(subject)));
        return Results.Json(new DeletedAnswer(now, erased, receipts.Sign(subject, now, erased)));
    }

    private static async Task<IResult> Give(HttpContext context, string purpose, ConsentBook book, PolicyRegister policies, NewInstalls installs)
    {
        byte[] person = context.RequirePerson();
        RequireKnown(purpose);
        ConsentRequest given = await context.ReadJsonAsync<ConsentRequest>();
        if (PolicyTag.Parse(given.Policy) is not { } tag)
            throw RequestRefused.Invalid(Message.Of("consents.policy-malformed"));
        if (!policies.State.Offers(tag))
            throw ConsentRefusals.PolicyChanged(policies.State);
        installs.Admit(context, person);
        return Results.Json(ConsentAnswer.Of(book.Give(person, purpose, tag, given.Guardian)));
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string purpose, PersonalData data, ConsentBook book)
    {
        byte[] person = context.RequirePerson();
        RequireKnown(purpose);
        IReadOnlyList<string> deleted = await data.WithdrawAsync(person, purpose);
        return Results.Json(new WithdrawnAnswer(book.Of(person).FirstOrDefault(consent => consent.Purpose == purpose)?.WithdrawnAt, deleted));
    }

    private static void RequireKnown(string purpose)
    {
        if (!Purposes.All.Contains(purpose))
            throw RequestRefused.Invalid(Message.Of("consents.purpose-unknown", ("purposes", Argument.Row(Purposes.All.Select(word => (Argument)word)))));
    }
}
