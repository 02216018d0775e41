namespace IdPhoto.Words;

/// <summary>The policy's sections in their order, for whoever shows it: the app and the server's page.</summary>
public static class PolicySections
{
    /// <summary>The id of each heading and of its paragraphs.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<string> Paragraphs)> All { get; } =
    [
        ("policy.device-heading", ["policy.device-1", "policy.device-2"]),
        ("policy.kept-heading", ["policy.kept-1", "policy.kept-2"]),
        ("policy.server-heading", ["policy.server-1", "policy.server-2", "policy.server-3", "policy.server-4"]),
        ("policy.install-heading", ["policy.install-1", "policy.install-2", "policy.install-3"]),
        ("policy.face-heading", ["policy.face-1"]),
        ("policy.permissions-heading", ["policy.permissions-1", "policy.permissions-2", "policy.permissions-3"]),
        ("policy.notices-heading", ["policy.notices-1", "policy.notices-2", "policy.notices-3"]),
        ("policy.letters-heading", ["policy.letters-1"]),
        ("policy.statistics-heading", ["policy.statistics-1", "policy.statistics-2"]),
        ("policy.thirdparties-heading", ["policy.thirdparties-1", "policy.thirdparties-2", "policy.thirdparties-3", "policy.thirdparties-4"]),
        ("policy.children-heading", ["policy.children-1", "policy.children-2", "policy.children-3"]),
        ("policy.rights-heading", ["policy.rights-1", "policy.rights-2", "policy.rights-3", "policy.rights-4"]),
        ("policy.law-heading", ["policy.law-1"]),
        ("policy.changes-heading", ["policy.changes-1", "policy.changes-2", "policy.changes-3"]),
        ("policy.contact-heading", ["policy.contact-1"]),
    ];
}
