using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Policies;

/// <summary>Which policy holds, which is announced, and who is responsible.</summary>
internal static class PolicyApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/v1/policy", (PolicyRegister policies) => Results.Json(PolicyAnswer.Of(policies.State))).OpenToAll().Takes([]).Describes(
            Message.Of("openapi.device"), "GetPolicy", Message.Of("openapi.policy"), Message.Of("openapi.policy-more")).Produces<PolicyAnswer>();
}

/// <summary>The policy at this moment.</summary>
/// <param name="Tag">Names it, such as 2.1.</param>
/// <param name="Edition">The number of the product's text.</param>
/// <param name="Since">The day from which that text holds.</param>
/// <param name="Controller">Who is responsible; null where the operator gave no name.</param>
/// <param name="Binding">The last policy that asked again: an agreement to it or to a later one holds.</param>
/// <param name="InForce">What the operator has published and has taken effect.</param>
/// <param name="Upcoming">What has not taken effect yet.</param>
internal sealed record PolicyAnswer(
    string Tag, int Edition, DateOnly Since, Controller? Controller, string Binding,
    IReadOnlyList<AnnouncementAnswer> InForce, IReadOnlyList<AnnouncementAnswer> Upcoming)
{
    public static PolicyAnswer Of(PolicyState state) => new(
        state.Tag.ToString(), PolicyEdition.Number, PolicyEdition.Since, state.Controller, state.Binding.ToString(),
        [.. state.InForce.Select(AnnouncementAnswer.Of)], [.. state.Upcoming.Select(AnnouncementAnswer.Of)]);
}

/// <summary>A change of the policy, or of who is responsible.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Tag">The policy that it makes.</param>
/// <param name="From">When it takes effect.</param>
/// <param name="Widens">Whether more is done with data than before, so that everybody is asked again.</param>
/// <param name="Controller">Who is responsible from then on; null for no change.</param>
/// <param name="Changes">What changes, by language tag.</param>
internal sealed record AnnouncementAnswer(int Number, string Tag, DateTimeOffset From, bool Widens, Controller? Controller, IReadOnlyDictionary<string, string> Changes)
{
    public static AnnouncementAnswer Of(Announcement published) => new(
        published.Number, new PolicyTag(PolicyEdition.Number, published.Number).ToString(), published.From, published.Widens, published.Controller, published.Changes);
}
