using IdPhoto.Server.Audit;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>Erases photos at the operator's word.</summary>
internal static class PurgeAct
{
    /// <summary>What a purge would erase.</summary>
    public static async Task CountAsync(HttpContext context)
    {
        StoreTotals totals = await context.RequestServices.GetRequiredService<PhotoStore>().TotalsAsync();
        await context.Response.WriteAsJsonAsync(new KeptAnswer(totals.Photos, totals.Bytes), context.RequestAborted);
    }

    public static async Task AnswerAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        bool all = !(await context.ReadJsonAsync<PurgeRequest>()).ExpiredOnly;
        PhotoStore store = services.GetRequiredService<PhotoStore>();
        StoreTotals before = await store.TotalsAsync();
        // Once begun it is brought to its end, whoever goes away meanwhile.
        int erased = all ? await store.EraseAllAsync(CancellationToken.None) : await store.SweepAsync(CancellationToken.None);
        bool traceless = await store.TidyAsync();
        PhotoStanding left = await store.StandAsync(TimeSpan.Zero);
        services.GetRequiredService<ServerMetrics>().Removed(erased, all ? "purged" : "expired");
        services.GetRequiredService<AuditLog>().TryAppend(
            AuditActs.PhotosPurged, ("scope", all ? "all" : "expired"), ("photos", erased), ("left", left.Late), ("traceless", traceless));
        await context.Response.WriteAsJsonAsync(
            new PurgeAnswer(erased, Math.Max(0, before.Bytes - left.Totals.Bytes), left.Late, traceless, services.GetRequiredService<ServerSettings>().Shared is not null), context.RequestAborted);
    }
}

/// <summary>What to erase.</summary>
/// <param name="ExpiredOnly">Only photos whose time is over.</param>
internal sealed record PurgeRequest(bool ExpiredOnly);

/// <summary>What is kept.</summary>
/// <param name="Photos">How many.</param>
/// <param name="Bytes">Of their ciphertexts.</param>
internal sealed record KeptAnswer(long Photos, long Bytes);

/// <summary>What was erased.</summary>
/// <param name="Photos">How many.</param>
/// <param name="Bytes">Of their ciphertexts.</param>
/// <param name="Left">Photos whose keys are destroyed and whose bytes could not be removed yet; that is tried again with each sweep.</param>
/// <param name="Traceless">Whether nothing of them is in the database's files any more; otherwise that follows within a minute, unless its log keeps it.</param>
/// <param name="LogKeeps">Whether the database is one that several servers share, whose log holds what was deleted for as long as its operator lets it; it opens nothing.</param>
internal sealed record PurgeAnswer(int Photos, long Bytes, int Left, bool Traceless, bool LogKeeps);
