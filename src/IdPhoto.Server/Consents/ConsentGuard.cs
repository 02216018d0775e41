using IdPhoto.Server.Api;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Consents;

/// <summary>Nothing is done with a photo that its person has not agreed to: under the policy of today, and to whoever is responsible today.</summary>
/// <remarks>
/// An install that names itself must have its yes written down. A program that calls the API speaks for its own users: it
/// needs to say which policy they have read from the first publication on that asks again, as it cannot know of one otherwise.
/// A child's photo, by its document or the age that is named, needs the yes of somebody who said that they are a parent or guardian.
/// Seeing how long a photo stays, and erasing it, need no consent.
/// </remarks>
internal sealed class ConsentGuard(ConsentBook consents, People people, PolicyRegister policies)
{
    /// <summary>The header in which a caller without an install names the policy.</summary>
    public const string Header = "Policy";

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (WorksOnPhoto(context))
            Require(context);
        return next(context);
    }

    /// <exception cref="RequestRefused">The consent was taken back meanwhile, or the policy has changed.</exception>
    public void Require(HttpContext context)
    {
        PolicyState policy = policies.State;
        if (context.Person() is { } person)
        {
            RequireYes(context, person, policy);
            people.Seen(person);
        }
        else if (policy.Binding.Announcement > 0 && !(PolicyTag.Parse(context.Request.Headers[Header].ToString()) is { } read && policy.Offers(read)))
        {
            throw ConsentRefusals.PolicyNeeded(policy);
        }
    }

    /// <summary>Whoever shows a photo's token: it was sent under the yes of an install, and is worked on under that yes alone.</summary>
    /// <exception cref="RequestRefused">That yes holds no more.</exception>
    public void RequireOf(HttpContext context, byte[]? owner)
    {
        if (owner is not null && WorksOnPhoto(context))
            RequireYes(context, owner, policies.State);
    }

    private void RequireYes(HttpContext context, byte[] person, PolicyState policy)
    {
        Consent? yes = consents.Find(person, Purposes.ServerPhotos);
        if (yes?.Holds(policy) != true)
            throw ConsentRefusals.Needed(policy);
        if (!yes.Guardian && ChildPhoto.IsAskedFor(context.Request))
            throw ConsentRefusals.GuardianNeeded();
    }

    private static bool WorksOnPhoto(HttpContext context)
    {
        EndpointMetadataCollection? says = context.GetEndpoint()?.Metadata;
        return says?.GetMetadata<PhotoBody>() is not null || says?.GetMetadata<PhotoUse>() is not null;
    }
}
