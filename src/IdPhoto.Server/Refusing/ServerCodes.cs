namespace IdPhoto.Server.Refusing;

/// <summary>The stable codes of what the server refuses, beside those of <see cref="Refusals"/>. A code once published keeps its meaning.</summary>
internal static class ServerCodes
{
    /// <summary>There is no such address, or no such photo for this caller: absent, expired, deleted and another's are one.</summary>
    public const string NotFound = "not-found";

    /// <summary>The address does not take this method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>The query, the body or a header cannot be understood.</summary>
    public const string InvalidRequest = "invalid-request";

    /// <summary>The request names a host that this server does not answer for.</summary>
    public const string UnknownHost = "unknown-host";

    /// <summary>A key is needed and is missing or unknown.</summary>
    public const string KeyRequired = "key-required";

    /// <summary>The person has not agreed to this, or not under the policy that holds today.</summary>
    public const string ConsentNeeded = "consent-needed";

    /// <summary>What is agreed to is not the policy that holds today.</summary>
    public const string PolicyChanged = "policy-changed";

    /// <summary>More requests in a minute than one caller may send.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>All workers are busy and the queue is full.</summary>
    public const string Busy = "busy";

    /// <summary>The work took longer than it may.</summary>
    public const string TimeLimit = "time-limit";

    /// <summary>The body came too slowly.</summary>
    public const string UploadTooSlow = "upload-too-slow";

    /// <summary>The store or its disk has no room.</summary>
    public const string StoreFull = "store-full";

    /// <summary>The store cannot be read or written.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>The server cannot take requests yet, or any more.</summary>
    public const string NotReady = "not-ready";

    /// <summary>Too little free memory for this picture.</summary>
    public const string OutOfMemory = "out-of-memory";

    /// <summary>A fault of the server.</summary>
    public const string InternalError = "internal-error";
}
