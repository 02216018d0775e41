using IdPhoto.Server.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>The audit log as it is: lines of JSON, the last of which is about this copy.</summary>
internal static class ExportAct
{
    private static readonly byte[] EndOfLine = [(byte)'\n'];

    public static async Task AnswerAsync(HttpContext context)
    {
        AuditLog audit = context.RequestServices.GetRequiredService<AuditLog>();
        audit.Append(AuditActs.LogExported, ("lines", audit.Lines));
        context.Response.ContentType = "application/jsonl";
        foreach (byte[] line in audit.Read())
        {
            await context.Response.Body.WriteAsync(line, context.RequestAborted);
            await context.Response.Body.WriteAsync(EndOfLine, context.RequestAborted);
        }
    }
}
