using System.Security.Cryptography;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>Lets only callers in who show a key, where keys are configured.</summary>
internal sealed class ApiKeys(ServerSettings settings)
{
    /// <summary>The header that holds a key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>Which key a request shows; null without a known one.</summary>
    public int? Of(HttpContext context)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString()));
        int? found = null;
        // All are compared, so that the time taken tells nothing.
        for (int i = 0; i < settings.ApiKeyHashes.Count; i++)
            if (CryptographicOperations.FixedTimeEquals(hash, settings.ApiKeyHashes[i]))
                found = i;
        return found;
    }

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.ApiKeyHashes.Count > 0 && !context.IsOpen() && Of(context) is null)
            throw new RequestRefused(StatusCodes.Status401Unauthorized, ServerCodes.KeyRequired, Message.Of("requests.key-required", ("header", Header)));
        return next(context);
    }
}
