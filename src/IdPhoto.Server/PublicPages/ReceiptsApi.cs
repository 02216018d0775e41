using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.PublicPages;

/// <summary>Tells anybody whether a receipt is this server's.</summary>
internal static class ReceiptsApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/v1/receipts/check", CheckAsync).Takes([]).TakesJson<ReceiptQuestion>()
            .Describes(Message.Of("openapi.rights"), "CheckReceipt", Message.Of("openapi.receipt-check"), Message.Of("openapi.receipt-check-more"))
            .Produces<ReceiptVerdict>().OpenToAll();

    private static async Task<IResult> CheckAsync(HttpContext context, DeletionReceipts receipts)
    {
        _ = new QueryReader(context.Request, []);
        ReceiptQuestion asked = await context.ReadJsonAsync<ReceiptQuestion>();
        return Results.Json(receipts.Read(asked.Receipt?.Trim() ?? "") is { } known
            ? new ReceiptVerdict(true, known.IsOfPhoto ? "photo" : "device", known.ErasedAt, known.Erased)
            : new ReceiptVerdict(false, null, null, []));
    }
}

/// <summary>A receipt that is to be checked.</summary>
/// <param name="Receipt">As it was given.</param>
internal sealed record ReceiptQuestion(string? Receipt);

/// <summary>What a receipt is worth.</summary>
/// <param name="Valid">Whether this server has signed it, and nothing of it was changed.</param>
/// <param name="Kind">`photo`, or `device` for everything of an install; null where it is not valid.</param>
/// <param name="ErasedAt">When; null where it is not valid.</param>
/// <param name="Erased">What was erased.</param>
internal sealed record ReceiptVerdict(bool Valid, string? Kind, DateTimeOffset? ErasedAt, IReadOnlyList<string> Erased);
