using IdPhoto.Messages;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Consents;

/// <summary>What is not done because nobody has agreed to it.</summary>
internal static class ConsentRefusals
{
    /// <summary>The install has not agreed that photos are sent, or to the policy that holds today.</summary>
    public static RequestRefused Needed(PolicyState policy) => new(
        StatusCodes.Status403Forbidden, ServerCodes.ConsentNeeded, Message.Of("consents.needed", ("policy", policy.Tag.ToString())));

    /// <summary>It is a child's photo, and nobody has said that they are the child's parent or guardian.</summary>
    public static RequestRefused GuardianNeeded() => new(
        StatusCodes.Status403Forbidden, ServerCodes.ConsentNeeded, Message.Of("consents.guardian-needed"));

    /// <summary>The install has agreed to nothing that holds today.</summary>
    public static RequestRefused DeviceNeeded(PolicyState policy) => new(
        StatusCodes.Status403Forbidden, ServerCodes.ConsentNeeded, Message.Of("consents.device-needed", ("policy", policy.Tag.ToString())));

    /// <summary>The caller names no policy, or one that holds no longer.</summary>
    public static RequestRefused PolicyNeeded(PolicyState policy) => new(
        StatusCodes.Status403Forbidden, ServerCodes.ConsentNeeded, Message.Of("consents.policy-needed", ("header", ConsentGuard.Header), ("policy", policy.Tag.ToString())));

    /// <summary>What was agreed to is not the policy that holds today.</summary>
    public static RequestRefused PolicyChanged(PolicyState policy) => new(
        StatusCodes.Status409Conflict, ServerCodes.PolicyChanged, Message.Of("consents.policy-changed", ("policy", policy.Tag.ToString())));
}
