<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AssetChanges</name>
    <message numerus="yes">
        <source>%Ln asset(s)</source>
        <translation>
            <numerusform>%Ln asset</numerusform>
            <numerusform>%Ln assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssetModel</name>
    <message numerus="yes">
        <source>%Ln post(s)</source>
        <translation>
            <numerusform>%Ln post</numerusform>
            <numerusform>%Ln posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssetsPane</name>
    <message numerus="yes">
        <source>%Ln asset(s)</source>
        <translation>
            <numerusform>%Ln asset</numerusform>
            <numerusform>%Ln assets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionPane</name>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln to look at</numerusform>
            <numerusform>%Ln to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDesk</name>
    <message numerus="yes">
        <source>{title}: %n post(s) changed.</source>
        <translation>
            <numerusform>{title}: %n post changed.</numerusform>
            <numerusform>{title}: %n posts changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>in %n selected post(s)</source>
        <translation>
            <numerusform>in %n selected post</numerusform>
            <numerusform>in %n selected posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in all posts of the site (%n)</source>
        <translation>
            <numerusform>in all posts of the site (%n)</numerusform>
            <numerusform>in all posts of the site (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n post(s)</source>
        <translation>
            <numerusform>%n post</numerusform>
            <numerusform>%n posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>… and %n more.</numerusform>
            <numerusform>… and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>… and %n more.</numerusform>
            <numerusform>… and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) could not be exported.</source>
        <translation>
            <numerusform>%n post could not be exported.</numerusform>
            <numerusform>%n posts could not be exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n post(s) were exported to “{folder}” and stay there.</source>
        <translation>
            <numerusform>Stopped. %n post were exported to “{folder}” and stay there.</numerusform>
            <numerusform>Stopped. %n posts were exported to “{folder}” and stay there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) exported to “{folder}”.</source>
        <translation>
            <numerusform>%n post exported to “{folder}”.</numerusform>
            <numerusform>%n posts exported to “{folder}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDesk</name>
    <message numerus="yes">
        <source>%Ln file(s) came into “{folder}”.</source>
        <translation>
            <numerusform>%Ln file came into “{folder}”.</numerusform>
            <numerusform>%Ln files came into “{folder}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveAssetDialog</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) in {files} will be changed:</source>
        <translation>
            <numerusform>%Ln line in {files} will be changed:</numerusform>
            <numerusform>%Ln lines in {files} will be changed:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanDesk</name>
    <message numerus="yes">
        <source>%n file(s) will change. All of it can be undone.</source>
        <translation>
            <numerusform>%n file will change. All of it can be undone.</numerusform>
            <numerusform>%n files will change. All of it can be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostJobs</name>
    <message numerus="yes">
        <source>%n post(s) withdrawn: the site leaves them out when it is built next.</source>
        <translation>
            <numerusform>%n post withdrawn: the site leaves them out when it is built next.</numerusform>
            <numerusform>%n posts withdrawn: the site leaves them out when it is built next.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) will be shown again.</source>
        <translation>
            <numerusform>%n post will be shown again.</numerusform>
            <numerusform>%n posts will be shown again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) are in the trash.</source>
        <translation>
            <numerusform>%n post are in the trash.</numerusform>
            <numerusform>%n posts are in the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostsPane</name>
    <message numerus="yes">
        <source>%Ln post(s)</source>
        <translation>
            <numerusform>%Ln post</numerusform>
            <numerusform>%Ln posts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message numerus="yes">
        <source>Do the same with the %n other file(s)</source>
        <translation>
            <numerusform>Do the same with the %n other file</numerusform>
            <numerusform>Do the same with the %n other files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RenameDesk</name>
    <message numerus="yes">
        <source>Links in %n other file(s) were mended.</source>
        <translation>
            <numerusform>Links in %n other file were mended.</numerusform>
            <numerusform>Links in %n other files were mended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPosts</name>
    <message numerus="yes">
        <source>%Ln post(s)</source>
        <translation>
            <numerusform>%Ln post</numerusform>
            <numerusform>%Ln posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SiteLine</name>
    <message numerus="yes">
        <source>%n remote file(s) not loaded</source>
        <translation>
            <numerusform>%n remote file not loaded</numerusform>
            <numerusform>%n remote files not loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remote file(s) allowed for this post, this once; scripts stay off</source>
        <translation>
            <numerusform>%n remote file allowed for this post, this once; scripts stay off</numerusform>
            <numerusform>%n remote files allowed for this post, this once; scripts stay off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpellingDesk</name>
    <message numerus="yes">
        <source>%Ln word(s) to check</source>
        <translation>
            <numerusform>%Ln word to check</numerusform>
            <numerusform>%Ln words to check</numerusform>
        </translation>
    </message>
</context>
</TS>