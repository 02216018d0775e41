using IdPhoto.Server.Audit;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Statistics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>What was counted on the days that are over.</summary>
internal static class StatisticsAct
{
    public static async Task AnswerAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        int days = Math.Clamp((await context.ReadJsonAsync<StatisticsRequest>()).Days, 1, Tally.Days);
        DateOnly today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        IReadOnlyList<StatisticsLine> lines = services.GetRequiredService<StatisticsReport>().Of(today.AddDays(-days), today);
        services.GetRequiredService<AuditLog>().Append(AuditActs.StatisticsRead, ("days", days));
        await context.Response.WriteAsJsonAsync(lines, context.RequestAborted);
    }
}

/// <summary>Which days.</summary>
/// <param name="Days">How many, up to yesterday.</param>
internal sealed record StatisticsRequest(int Days);
