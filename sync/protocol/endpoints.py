"""Where each call lives. ``{...}`` are filled with ``str.format``."""

API = "/api/v1"

ENROL = f"{API}/enrolments"  # POST EnrolmentRequest -> Enrolment
OPERATIONS = f"{API}/operations"  # POST lines -> PushAnswer
DIGEST_HEADER = "Content-Digest"  # of the lines, as RFC 9530 has it; optional
NUMBER_HEADER = "Suicha-Number"  # with the request for changes: the number of the last operation this tablet recorded
RECEIPT_HEADER = "Suicha-Receipt"  # with operations and changes: the place of the last receipt, device.seq.link; - for none
CHANGES = f"{API}/changes"  # GET ?cursor= -> Changes
REPORT_HEADER = "Suicha-Report"  # TabletReport as JSON, with the request for changes
EVIDENCE = f"{API}/evidence/{{sha256}}"  # HEAD, PATCH -> EvidenceState
SMALL_EVIDENCE = f"{API}/evidence"  # POST whole files, one after the other -> SmallEvidence
FILES_HEADER = "Suicha-Files"  # their hashes and sizes in bytes, in that order: sha256=size,sha256=size
PREVIOUS_PHOTO = f"{API}/previous/{{photo_id}}/{{size}}"  # GET -> image bytes; thumbnail or copy
OFFSET_HEADER = "Upload-Offset"
LENGTH_HEADER = "Upload-Length"
COMPLETE_HEADER = "Upload-Complete"
PROBLEM_HEADER = "Suicha-Problem"  # the error code again, for an answer to HEAD, which has no body

SIGN_IN = f"{API}/sessions"  # POST SignInRequest -> Session; DELETE signs out
INSPECTIONS = f"{API}/inspections"  # GET ?state=&district=&search=&order=&page=&page_size= -> InspectionPage
INSPECTION = f"{API}/inspections/{{inspection_id}}"  # GET -> InspectionDetail
PREVIOUS = f"{API}/inspections/{{inspection_id}}/previous"  # GET -> CompoundHistory
RECORD = f"{API}/inspections/{{inspection_id}}/record"  # GET -> zip of a signed record
DOCUMENT = f"{API}/inspections/{{inspection_id}}/documents/{{kind}}"  # GET ?language= -> PDF
ACCEPT = f"{API}/inspections/{{inspection_id}}/accept"  # POST AcceptRequest -> InspectionSummary
RETURN = f"{API}/inspections/{{inspection_id}}/return"  # POST ReturnRequest -> InspectionSummary
PHOTO = f"{API}/photos/{{photo_id}}/{{size}}"  # GET -> image bytes
WANT_ORIGINAL = f"{API}/photos/{{photo_id}}/want-original"  # POST -> 204
DEVICES = f"{API}/devices"  # GET ?show=&search=&page=&page_size= -> DevicePage
REVOCATION = f"{API}/devices/{{device_id}}/revocation"  # POST RevokeRequest -> DeviceOnRecord
PEOPLE = f"{API}/people"  # GET ?search= -> PeopleFound
ENROLMENT_CODES = f"{API}/enrolment-codes"  # POST EnrolmentCodeRequest -> EnrolmentCode
QUARANTINE = f"{API}/quarantine"  # GET ?show=&device=&code=&page=&page_size= -> QuarantinePage
QUARANTINED = f"{API}/quarantine/{{device_id}}/{{line_sha256}}"  # GET -> QuarantineDetail
RELEASE = f"{API}/quarantine/release"  # POST QuarantineDecision -> ReleaseAnswer
REJECT = f"{API}/quarantine/reject"  # POST QuarantineDecision -> 204
REGISTER = f"{API}/registers/{{register}}"  # GET ?show=&search=&district=&page=&page_size= -> RegisterPage
ENTERPRISES = f"{API}/enterprises"  # GET ?search=&district=&page=&page_size= -> EnterprisePage
REGISTER_PREVIEW = f"{API}/registers/{{register}}/preview"  # POST ?name=&sheet= with a file -> RegisterPreview
REGISTER_IMPORT = f"{API}/registers/{{register}}/imports"  # POST ?name=&sheet=&good_rows=&seen= -> RegisterImported
REGISTER_FILE = f"{API}/registers/{{register}}/file"  # GET ?file_format=&language= -> XLSX or CSV
REGISTER_HISTORY = f"{API}/registers/{{register}}/history"  # GET ?subject=&page=&page_size= -> RegisterHistory
CHECKLISTS = f"{API}/checklists"  # GET -> ChecklistList; POST <a file> -> ChecklistOnRecord
PLAN_WORDS = f"{API}/plan-words"  # GET -> PlanWords
CAMPAIGNS = f"{API}/campaigns"  # GET ?search=&page=&page_size= -> CampaignPage
CAMPAIGN = f"{API}/campaigns/{{campaign_id}}"  # GET, PUT PlanRequest -> CampaignDetail; DELETE
CAMPAIGN_EXTRAS = f"{API}/campaigns/{{campaign_id}}/extras"  # POST ExtrasRequest -> CampaignDetail
CAMPAIGN_EXTRA = f"{API}/campaigns/{{campaign_id}}/extras/{{extra_id}}"  # DELETE -> CampaignDetail
EXTRAS_PREVIEW = f"{API}/campaigns/{{campaign_id}}/extras/preview"  # POST ?name=&sheet= with a file -> RegisterPreview
EXTRAS_IMPORT = f"{API}/campaigns/{{campaign_id}}/extras/imports"  # POST ?name=&sheet=&good_rows=&seen= -> RegisterImported
FREEZE_PREVIEW = f"{API}/campaigns/{{campaign_id}}/preview"  # GET -> FreezePreview
DRAWS = f"{API}/campaigns/{{campaign_id}}/draws"  # POST FreezeRequest -> DrawOnRecord
SEEDS = f"{API}/campaigns/{{campaign_id}}/seeds"  # POST RunRequest -> DrawOnRecord
REPLACEMENTS = f"{API}/campaigns/{{campaign_id}}/replacements"  # POST ReplaceRequest -> ReplaceAnswer
VISITS = f"{API}/campaigns/{{campaign_id}}/visits"  # GET ?draw=&district=&due_on=&page=&page_size= -> VisitPage
WALL = f"{API}/campaigns/{{campaign_id}}/wall"  # GET ?page=&page_size= -> WallPage
VISIT_CALENDAR = f"{API}/campaigns/{{campaign_id}}/calendar"  # GET ?draw= -> VisitCalendar
DUE_CALENDAR = f"{API}/calendar"  # GET ?first=&last= -> DueCalendar
RECUSALS = f"{API}/recusals"  # GET ?show=&search=&page=&page_size= -> RecusalPage; POST RecusalRequest -> RecusalOnRecord
RECUSAL_PEOPLE = f"{API}/recusals/people"  # GET ?search= -> RecusalPeople
RECUSAL_TARGETS = f"{API}/recusals/targets"  # GET ?scope=&search= -> RecusalTargets
RECUSAL_DECISION = f"{API}/recusals/{{recusal_id}}/decision"  # POST RecusalDecision -> RecusalOnRecord
EVENTS = f"{API}/events"  # GET, server-sent events of CentreEvent
HEALTH = f"{API}/health"  # GET, no sign-in
CENTRE_KEY = f"{API}/centre-key"  # GET -> PublicKey, no sign-in
RESCUE_KEY = f"{API}/rescue-key"  # GET -> RescueKey, no sign-in
RESCUE = f"{API}/rescues/{{sha256}}"  # HEAD, PATCH -> EvidenceState
RESCUE_IMPORT = f"{API}/rescues/{{sha256}}/import"  # POST ?unproven= -> lines of RescueTold
