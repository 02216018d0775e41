using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>Announces a change of the policy, or of who is responsible, or takes one back that has not taken effect.</summary>
internal static class PublishAct
{
    public static async Task PublishAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        PublishRequest asked = await ReadAsync(context);
        PolicyRegister register = services.GetRequiredService<PolicyRegister>();
        PolicyDraft draft = asked.Check(register.State, services.GetRequiredService<TimeProvider>().GetUtcNow());
        Announcement published = register.Publish(draft);
        services.GetRequiredService<AuditLog>().Append(
            AuditActs.PolicyPublished, ("number", published.Number), ("from", published.From), ("widens", published.Widens),
            ("controller", published.Controller is not null), ("languages", published.Changes.Count), ("at-once", asked.Reason ?? "no"));
        await context.Response.WriteAsJsonAsync(new PublishAnswer(AnnouncementAnswer.Of(published), PublishRequest.Missing(draft)), context.RequestAborted);
    }

    // The description of the API, which a body that is not understood is usually explained by, says nothing of this one.
    private static async Task<PublishRequest> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.ReadJsonAsync<PublishRequest>();
        }
        catch (RequestRefused)
        {
            throw RequestRefused.Invalid(Message.Of("admin.publish-file"));
        }
    }

    public static async Task WithdrawAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        int number = (await context.ReadJsonAsync<WithdrawRequest>()).Number;
        if (!services.GetRequiredService<PolicyRegister>().Withdraw(number))
            throw RequestRefused.Invalid(Message.Of("admin.withdraw-none", ("number", number)));
        services.GetRequiredService<AuditLog>().Append(AuditActs.PolicyWithdrawn, ("number", number));
        await context.Response.WriteAsJsonAsync(new WithdrawRequest(number), context.RequestAborted);
    }
}

/// <summary>What was announced.</summary>
/// <param name="Published">With its number.</param>
/// <param name="Missing">Tags of the languages in which it does not say what changes; their readers see it in English.</param>
internal sealed record PublishAnswer(AnnouncementAnswer Published, IReadOnlyList<string> Missing);

/// <summary>What to take back.</summary>
/// <param name="Number">As `publish` said it.</param>
internal sealed record WithdrawRequest(int Number);
