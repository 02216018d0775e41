using IdPhoto.Codecs;
using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Uploads;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Api;

/// <summary>A short stay: the encrypted original is kept for a day at most, so that several photos can be made of it.</summary>
internal static class StayApi
{
    private static readonly Message Tag = Message.Of("openapi.short-stay");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/photos", KeepAsync).TakesPhoto().Takes([]).Describes(Tag, "KeepPhoto",
            Message.Of("openapi.keep"), Message.Of("openapi.keep-more"))
            .Produces<StayAnswer>(StatusCodes.Status201Created);
        app.MapGet("/v1/photos/{id}", GetAsync).NeedsToken().Takes([]).Describes(Tag, "GetPhoto",
            Message.Of("openapi.kept"), Message.Of("openapi.kept-more"))
            .Produces<StayState>();
        app.MapPost("/v1/photos/{id}/id-photos", MakeAsync).NeedsToken().UsesPhoto().Takes(IdPhotoQuery.Known).AnswersPicture<IdPhotoAnswer>(Tag, "MakeIdPhotoOfStay",
            Message.Of("openapi.make-kept"), Message.Of("openapi.make-kept-more"), FileAnswer.Jpeg, FileAnswer.Png);
        app.MapDelete("/v1/photos/{id}", EraseAsync).NeedsToken().Takes([]).Describes(Tag, "ErasePhoto",
            Message.Of("openapi.erase"), Message.Of("openapi.erase-more"))
            .Produces<ErasedAnswer>();
    }

    /// <summary>Opens the photo that a request is about, once there is a worker for it.</summary>
    public static PhotoSource Source(PhotoStore store, Stay stay)
        => async cancel => new UploadedPhoto(await store.OpenAsync(stay, cancel) ?? throw RequestRefused.NotFound(), share: null);

    /// <summary>Finds the photo that a request is about.</summary>
    /// <exception cref="RequestRefused">The one 404.</exception>
    public static async Task<Stay> FindAsync(HttpContext context, PhotoStore store)
    {
        string header = context.Request.Headers.Authorization.ToString();
        string? token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
        PhotoId? id = PhotoId.Parse(context.Request.RouteValues["id"] as string);
        if (id is { } known)
            context.Begin(known);
        Stay stay = await store.FindAsync(id, AccessToken.Parse(token)) ?? throw RequestRefused.NotFound();
        context.RequestServices.GetRequiredService<ConsentGuard>().RequireOf(context, stay.Owner);
        return stay;
    }

    private static async Task<IResult> KeepAsync(
        HttpContext context, UploadReader uploads, PhotoStore store, StoreShares shares, Callers callers, PhotoWork work, ServerSettings settings, ServerMetrics metrics, ConsentGuard consents)
    {
        _ = new QueryReader(context.Request, []);
        using UploadedPhoto photo = await uploads.ReadAsync(context, forWork: true);
        string caller = callers.Of(context);
        byte[]? person = context.Person();
        Stay? kept = null;
        try
        {
            // Decoded before it is kept: rubbish behind a picture's header must not fill the store.
            Stay stay = await work.RunAsync(context, "keep", _ => Task.FromResult(photo), async (file, stop) =>
            {
                PictureDecoder.Decode(file, settings.Limits, stop);
                kept = await shares.KeepAsync(caller, file.Length, () => store.KeepAsync(file, person, stop));
                // Its time is over: whoever sent it is told so, and never hears the token.
                if (stop.IsCancellationRequested)
                    await store.DropAsync(kept.Id);
                return kept;
            });
            metrics.Kept();
            // It may have been taken back while the photo came: then whoever took it back found no photo to erase.
            consents.Require(context);
            // Likewise who has gone.
            if (context.RequestAborted.IsCancellationRequested)
                await store.DropAsync(stay.Id);
            return Results.Created($"/v1/photos/{stay.Id.Hex}", new StayAnswer(stay.Id.Hex, stay.Token.Reveal(), stay.ExpiresAt));
        }
        catch when (kept is not null)
        {
            // Whatever is answered now, it has no token.
            await store.DropAsync(kept.Id);
            throw;
        }
    }

    private static async Task<IResult> GetAsync(HttpContext context, PhotoStore store)
    {
        Stay stay = await FindAsync(context, store);
        _ = new QueryReader(context.Request, []);
        return Results.Json(new StayState(stay.Id.Hex, stay.ExpiresAt));
    }

    private static async Task<IResult> MakeAsync(HttpContext context, PhotoStore store, PhotoWork work)
    {
        Stay stay = await FindAsync(context, store);
        IdPhotoQuery wanted = IdPhotoQuery.Read(context.Request);
        return IdPhotoAnswer.Of(context.Request, await work.MakeAsync(context, Source(store, stay), wanted));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, PhotoStore store, PreviewCache previews, DeletionReceipts receipts, AuditLog audit, ServerMetrics metrics)
    {
        Stay stay = await FindAsync(context, store);
        _ = new QueryReader(context.Request, []);
        Erasure erasure = await store.EraseAsync(stay) ?? throw RequestRefused.NotFound();
        previews.Remove(stay.Id);
        metrics.Removed(1, "deleted");
        audit.TryAppend(AuditActs.PhotoErased, ("bytes", erasure.BytesToo), ("record", erasure.RecordToo), ("receipt", audit.Mark(DeletionReceipts.Subject(stay))));
        return Results.Json(new ErasedAnswer(erasure.At, DeletionReceipts.Erased(erasure), receipts.Sign(stay, erasure)));
    }
}

/// <summary>A photo that is kept.</summary>
/// <param name="Id">Its identifier, for addresses.</param>
/// <param name="Token">Its secret, for the header `Authorization: Bearer`. It is returned only here.</param>
/// <param name="ExpiresAt">When it will be gone.</param>
internal sealed record StayAnswer(string Id, string Token, DateTimeOffset ExpiresAt);

/// <summary>A photo that is still kept.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="ExpiresAt">When it will be gone.</param>
internal sealed record StayState(string Id, DateTimeOffset ExpiresAt);

/// <summary>A photo that was erased.</summary>
/// <param name="ErasedAt">When.</param>
/// <param name="Erased">What was done: `key` overwritten on the disk, so that nothing opens the photo; `bytes` removed; `record` removed from the database and its log.</param>
/// <param name="Receipt">A JSON Web Signature, to be checked with GET /v1/receipt-keys.</param>
internal sealed record ErasedAnswer(DateTimeOffset ErasedAt, IReadOnlyList<string> Erased, string Receipt);
