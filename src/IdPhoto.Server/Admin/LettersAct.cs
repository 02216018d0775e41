using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>Letters to the operator: read, answered, closed, erased.</summary>
internal static class LettersAct
{
    public static Task ListAsync(HttpContext context)
    {
        IReadOnlyList<LetterEntry> letters = context.RequestServices.GetRequiredService<LetterBox>().List();
        Audit(context).Append(AuditActs.LettersListed, ("letters", letters.Count));
        return context.Response.WriteAsJsonAsync(letters, context.RequestAborted);
    }

    public static async Task ShowAsync(HttpContext context)
    {
        LetterEntry entry = await FindAsync(context);
        Letter letter = Read(context, entry);
        Audit(context).Append(AuditActs.LetterRead, ("kind", entry.Kind));
        await context.Response.WriteAsJsonAsync(new LetterShown(entry, letter), context.RequestAborted);
    }

    public static async Task AnswerAsync(HttpContext context)
    {
        LetterAnswerRequest asked = await context.ReadJsonAsync<LetterAnswerRequest>();
        LetterEntry entry = Find(context, asked.Reference);
        await context.RequestServices.GetRequiredService<LetterAnswers>().SendAsync(entry, Read(context, entry), asked.Text ?? "", context.RequestAborted);
        context.RequestServices.GetRequiredService<LetterBox>().Close(entry.Reference);
        Audit(context).TryAppend(AuditActs.LetterAnswered, ("kind", entry.Kind));
        await context.Response.WriteAsJsonAsync(entry, context.RequestAborted);
    }

    public static async Task CloseAsync(HttpContext context)
    {
        LetterEntry entry = await FindAsync(context);
        if (!context.RequestServices.GetRequiredService<LetterBox>().Close(entry.Reference))
            throw RequestRefused.Invalid(Message.Of("admin.letter-closed-before", ("reference", entry.Reference)));
        Audit(context).TryAppend(AuditActs.LetterClosed, ("kind", entry.Kind));
        await context.Response.WriteAsJsonAsync(entry, context.RequestAborted);
    }

    public static async Task EraseAsync(HttpContext context)
    {
        LetterEntry entry = await FindAsync(context);
        context.RequestServices.GetRequiredService<LetterBox>().Erase(entry.Reference);
        Audit(context).TryAppend(AuditActs.LetterErased, ("kind", entry.Kind));
        await context.Response.WriteAsJsonAsync(entry, context.RequestAborted);
    }

    /// <summary>The letter that a request names, opened.</summary>
    /// <exception cref="RequestRefused">There is none.</exception>
    public static async Task<LetterShown> OpenAsync(HttpContext context)
    {
        LetterEntry entry = await FindAsync(context);
        return new LetterShown(entry, Read(context, entry));
    }

    private static AuditLog Audit(HttpContext context) => context.RequestServices.GetRequiredService<AuditLog>();

    private static async Task<LetterEntry> FindAsync(HttpContext context)
        => Find(context, (await context.ReadJsonAsync<LetterRequest>()).Reference);

    private static LetterEntry Find(HttpContext context, string? typed)
    {
        string? reference = LetterReference.Parse(typed);
        return context.RequestServices.GetRequiredService<LetterBox>().List().FirstOrDefault(letter => letter.Reference == reference) ?? throw None();
    }

    private static Letter Read(HttpContext context, LetterEntry entry)
        => context.RequestServices.GetRequiredService<LetterBox>().Read(entry.Reference) ?? throw None();

    private static RequestRefused None() => RequestRefused.Invalid(Message.Of("admin.letter-none"));
}

/// <summary>Which letter is meant.</summary>
/// <param name="Reference">As its writer was given it.</param>
internal sealed record LetterRequest(string? Reference);

/// <summary>An answer to a letter.</summary>
/// <param name="Reference">Of the letter.</param>
/// <param name="Text">The answer.</param>
internal sealed record LetterAnswerRequest(string? Reference, string? Text);

/// <summary>A letter in clear.</summary>
/// <param name="Entry">When it came, and how long it is kept.</param>
/// <param name="Letter">What its writer wrote.</param>
internal sealed record LetterShown(LetterEntry Entry, Letter Letter);
