using System.Globalization;
using System.Text.Json.Nodes;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IdPhoto.Server.Api;

/// <summary>Completes the OpenAPI document by what addresses say of themselves.</summary>
internal static class ApiDescription
{
    private const string Token = "photoToken";
    private const string Key = "apiKey";
    private const string Install = "installId";

    private static readonly string[] PhotoTypes = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/tiff"];

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
            Complete(operation, metadata, context.Document!);
            if (metadata.OfType<JsonBodyOf>().FirstOrDefault() is { } body)
                operation.RequestBody = Json(await context.GetOrCreateSchemaAsync(body.Type, null, cancel));
        });
    }

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ID Photo Expert",
            Version = "v1",
            Description = ServerWords.English.Say(Message.Of("openapi.about")),
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeys.Header, Description = ServerWords.English.Say(Message.Of("openapi.api-key")) },
            [Install] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = InstallId.Header, Description = ServerWords.English.Say(Message.Of("openapi.install-id")) },
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = ServerWords.English.Say(Message.Of("openapi.photo-token")) },
        };
    }

    private static void Complete(OpenApiOperation operation, IList<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<QueryOptions>().FirstOrDefault() is { } options)
            operation.Parameters = [.. operation.Parameters ?? [], .. options.Options.Select(Parameter)];
        if (metadata.OfType<PhotoBody>().Any())
            operation.RequestBody = Photo();
        if (metadata.OfType<TokenNeeded>().Any())
        {
            operation.Parameters = [new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } }, .. operation.Parameters ?? []];
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        }
        if (metadata.OfType<InstallNeeded>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Install, document)] = [] }];
        if (metadata.OfType<FileBody>().FirstOrDefault() is { } file)
            AddFile(operation, file);
        operation.Responses!["default"] = new OpenApiResponse
        {
            Description = ServerWords.English.Say(Message.Of("openapi.problem")),
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = Problem() } },
        };
    }

    private static void AddFile(OpenApiOperation operation, FileBody file)
    {
        OpenApiResponse response = operation.Responses!.TryGetValue("200", out IOpenApiResponse? known) && known is OpenApiResponse own ? own : new OpenApiResponse { Description = "OK" };
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        foreach (string mediaType in file.MediaTypes)
            response.Content[mediaType] = Binary();
        operation.Responses["200"] = response;
    }

    private static OpenApiRequestBody Photo()
    {
        OpenApiRequestBody body = new()
        {
            Required = true,
            Description = ServerWords.English.Say(Message.Of("openapi.photo-body")),
            Content = PhotoTypes.ToDictionary(type => type, _ => Binary()),
        };
        body.Content["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema> { ["photo"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        return body;
    }

    private static OpenApiRequestBody Json(OpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = schema } },
    };

    private static OpenApiMediaType Binary() => new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = ServerWords.English.Say(Message.Of("openapi.problem-detail")) },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = ServerWords.English.Say(Message.Of("openapi.problem-code")) },
        },
    };

    private static OpenApiParameter Parameter(QueryOption option) => new()
    {
        Name = option.Name,
        In = ParameterLocation.Query,
        Required = option.Required,
        Description = ServerWords.English.Say(option.Description),
        Schema = Schema(option),
    };

    private static OpenApiSchema Schema(QueryOption option) => option switch
    {
        NumberOption number => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = Text(number.Least), Maximum = Text(number.Most) },
        DecimalOption number => new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = Text(number.Least), Maximum = Text(number.Most) },
        FlagOption => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        ChoiceOption choice => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choice.Words.Select(word => JsonValue.Create(word))] },
        TextOption text => new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create(text.Example)] },
        _ => throw new ArgumentOutOfRangeException(nameof(option)),
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
