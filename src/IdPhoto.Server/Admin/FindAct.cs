using IdPhoto.Server.Audit;
using IdPhoto.Server.Records;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>What a receipt is for, and whether anything is left of it. Who asks has the receipt; of its holder nothing is learnt.</summary>
internal static class FindAct
{
    public static async Task AnswerAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        AuditLog audit = services.GetRequiredService<AuditLog>();
        ReceiptFacts? receipt = services.GetRequiredService<DeletionReceipts>().Read(((await context.ReadJsonAsync<FindRequest>()).Receipt ?? "").Trim());
        FindAnswer answer = receipt is null ? FindAnswer.NotGenuine : await FindAsync(services, audit, receipt);
        audit.Append(AuditActs.ReceiptSought, ("genuine", answer.Genuine), ("recorded", answer.Line is not null));
        await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private static async Task<FindAnswer> FindAsync(IServiceProvider services, AuditLog audit, ReceiptFacts receipt)
    {
        AuditLine? line = audit.FindReceipt(receipt.Subject);
        RecordStore records = services.GetRequiredService<RecordStore>();
        bool gone = receipt.IsOfPhoto
            ? receipt.Erased.Contains("record") || (await services.GetRequiredService<PhotoStore>().StandAsync(TimeSpan.Zero)).Late == 0
            : receipt.Erased.Contains("traces") || await IsTidyAsync(records, services.GetRequiredService<PhotoStore>());
        return new FindAnswer(true, receipt.IsOfPhoto ? "photo" : "device", receipt.ErasedAt, receipt.Erased, line?.Number, line?.At, gone, records.IsShared);
    }

    /// <summary>Which rows the install had is not known any more: nothing of anybody may be left.</summary>
    private static async Task<bool> IsTidyAsync(RecordStore records, PhotoStore store)
        => (await store.StandAsync(TimeSpan.Zero)).Late == 0 && (records.IsShared || (records.Settle() & await store.TidyAsync()));
}

/// <summary>What to look for.</summary>
/// <param name="Receipt">As its holder was given it.</param>
internal sealed record FindRequest(string? Receipt);

/// <summary>What is known of a receipt.</summary>
/// <param name="Genuine">Whether this server has signed it, and nothing of it was changed.</param>
/// <param name="Kind">`photo`, or `device` for everything of an install; null where it is not genuine.</param>
/// <param name="ErasedAt">When, as the receipt says.</param>
/// <param name="Erased">What, as the receipt says.</param>
/// <param name="Line">The line of the audit log about it; null without one.</param>
/// <param name="RecordedAt">When that line was written.</param>
/// <param name="NothingLeft">Whether nothing that was erased is left in the server's files; of what was sent again since, nothing is known.</param>
/// <param name="LogKeeps">Whether the database is one that several servers share, whose log and backups hold what was deleted for as long as its operator lets them; it opens nothing.</param>
internal sealed record FindAnswer(
    bool Genuine, string? Kind, DateTimeOffset? ErasedAt, IReadOnlyList<string> Erased, long? Line, DateTimeOffset? RecordedAt, bool NothingLeft, bool LogKeeps)
{
    public static readonly FindAnswer NotGenuine = new(false, null, null, [], null, null, NothingLeft: false, LogKeeps: false);
}
