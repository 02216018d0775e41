using System.Text.RegularExpressions;
using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>Deletes everything of the installs whose identifiers a letter names, as their holders could: whoever writes an identifier has it.</summary>
internal static partial class LetterDeviceAct
{
    public static async Task AnswerAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        LetterShown letter = await LettersAct.OpenAsync(context);
        IReadOnlyList<InstallId> installs = Named(letter.Letter.Text);
        if (installs.Count == 0)
            throw RequestRefused.Invalid(Message.Of("admin.letter-no-id"));
        HashSet<string> erased = [];
        bool traceless = true;
        foreach (InstallId install in installs)
        {
            (IReadOnlyList<string> names, bool tidy) = await DeleteAsync(services, install, letter.Entry);
            erased.UnionWith(names);
            traceless &= tidy;
        }
        await context.Response.WriteAsJsonAsync(new LetterDeviceAnswer(letter.Entry, [.. erased], traceless), context.RequestAborted);
    }

    /// <summary>Deletes everything of one, and writes down that it was done, or begun: what fails half-way has deleted something, too.</summary>
    private static async Task<(IReadOnlyList<string> Names, bool Tidy)> DeleteAsync(IServiceProvider services, InstallId install, LetterEntry letter)
    {
        (IReadOnlyList<string> Names, bool Tidy)? done = null;
        try
        {
            done = await services.GetRequiredService<PersonalData>().DeleteAsync(services.GetRequiredService<PersonHashes>().Of(install));
            return done.Value;
        }
        finally
        {
            services.GetRequiredService<AuditLog>().TryAppend(
                AuditActs.LetterDeviceErased, ("kind", letter.Kind), ("parts", done?.Names.Count ?? 0), ("traces", done?.Tidy == true), ("whole", done is not null));
        }
    }

    /// <summary>The identifiers in a text; a writer's capitals do not matter.</summary>
    private static IReadOnlyList<InstallId> Named(string text)
        => [.. Identifier().Matches(text).Select(found => InstallId.Parse(found.Value.ToLowerInvariant())).OfType<InstallId>().Distinct()];

    [GeneratedRegex("(?<![0-9A-Za-z-])[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z-])")]
    private static partial Regex Identifier();
}

/// <summary>What was deleted of the installs that a letter names.</summary>
/// <param name="Entry">The letter.</param>
/// <param name="Erased">Names of what there was; empty where nothing was known of them.</param>
/// <param name="Traceless">Whether nothing of them is in the server's files any more; otherwise that follows.</param>
internal sealed record LetterDeviceAnswer(LetterEntry Entry, IReadOnlyList<string> Erased, bool Traceless);
