using IdPhoto.Server.Audit;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>What the server keeps, and whether anything is kept that should have gone.</summary>
internal static class StatusAct
{
    public static async Task AnswerAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        ServerSettings settings = services.GetRequiredService<ServerSettings>();
        AuditLog audit = services.GetRequiredService<AuditLog>();
        PhotoStanding photos = await services.GetRequiredService<PhotoStore>().StandAsync(2 * settings.SweepInterval);
        SweepDiary sweeps = services.GetRequiredService<SweepDiary>();
        audit.Append(AuditActs.StatusRead);
        await context.Response.WriteAsJsonAsync(
            new AdminStatus(
                AuditLog.Software,
                new PhotosStatus(photos.Totals.Photos, photos.Totals.Bytes, (long)settings.Retention.TotalSeconds, (long?)photos.UntilNext?.TotalSeconds, photos.Late),
                new SweepsStatus(sweeps.Last, sweeps.IsFailing),
                services.GetRequiredService<OutboxTable>().Status(),
                services.GetRequiredService<LetterBox>().List().Count(letter => letter.ClosedAt is null),
                services.GetRequiredService<People>().Count(),
                PolicyAnswer.Of(services.GetRequiredService<PolicyRegister>().State),
                audit.Lines),
            context.RequestAborted);
    }
}

/// <summary>What a server keeps.</summary>
/// <param name="Version">Of the software.</param>
/// <param name="Photos">The kept photos.</param>
/// <param name="Sweeps">Their removal.</param>
/// <param name="Outbox">How far each announcement has come.</param>
/// <param name="OpenLetters">Letters that wait for the operator.</param>
/// <param name="Installs">Installs of the app that have told the server something.</param>
/// <param name="Policy">The policy of now, and what is announced.</param>
/// <param name="AuditLines">Lines of the audit log.</param>
internal sealed record AdminStatus(
    string Version, PhotosStatus Photos, SweepsStatus Sweeps, IReadOnlyList<OutboxStatus> Outbox, int OpenLetters, long Installs, PolicyAnswer Policy, long AuditLines);

/// <summary>The kept photos.</summary>
/// <param name="Kept">How many.</param>
/// <param name="Bytes">Of their ciphertexts.</param>
/// <param name="RetentionSeconds">How long a photo stays.</param>
/// <param name="NextGoneSeconds">In how long the next one goes; null without photos.</param>
/// <param name="Overdue">Those that should have gone. Must be 0.</param>
internal sealed record PhotosStatus(long Kept, long Bytes, long RetentionSeconds, long? NextGoneSeconds, int Overdue);

/// <summary>The removal of photos.</summary>
/// <param name="LastAt">The last one that was done; null before the first.</param>
/// <param name="Failing">Whether it fails.</param>
internal sealed record SweepsStatus(DateTimeOffset? LastAt, bool Failing);
