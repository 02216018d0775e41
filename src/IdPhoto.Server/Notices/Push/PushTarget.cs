using System.Text.Json.Serialization;

namespace IdPhoto.Server.Notices.Push;

/// <summary>Where a person's push notices go. Kept encrypted.</summary>
[JsonDerivedType(typeof(WebPushTarget), "web")]
[JsonDerivedType(typeof(FcmTarget), "fcm")]
internal abstract record PushTarget
{
    /// <summary>web or fcm.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>What the push service knows it by.</summary>
    [JsonIgnore]
    public abstract string Address { get; }
}

/// <summary>A browser's subscription (RFC 8030).</summary>
/// <param name="Endpoint">Its address at the push service.</param>
/// <param name="P256dh">Its public key, Base64url.</param>
/// <param name="Auth">Its secret, Base64url.</param>
internal sealed record WebPushTarget(string Endpoint, string P256dh, string Auth) : PushTarget
{
    public const string Name = "web";

    [JsonIgnore]
    public override string Kind => Name;

    [JsonIgnore]
    public override string Address => Endpoint;
}

/// <summary>An app's registration with Firebase.</summary>
/// <param name="Token">Its token.</param>
internal sealed record FcmTarget(string Token) : PushTarget
{
    public const string Name = "fcm";

    [JsonIgnore]
    public override string Kind => Name;

    [JsonIgnore]
    public override string Address => Token;
}
